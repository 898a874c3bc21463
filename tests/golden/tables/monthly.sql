-- domain.md §3.3 (调解纠纷件数, 排查纠纷次数, 预防纠纷件数). One month; its days are the period's.
SELECT '' AS row, (SELECT count(*) FROM told WHERE new) AS cases,
       (SELECT count(*) FROM sweep WHERE within(swept_on::DATE)) AS sweeps,
       (SELECT count(*) FROM prevention
         WHERE effect = 'dispute' AND approved_on IS NOT NULL
           AND within(prevented_on::DATE)) AS prevent_dispute;
