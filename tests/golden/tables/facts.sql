-- What is known of every case, from the plain records alone: no column that the program sums up
-- for itself (party_count, effect_on, agreed_fen, performed_on, confirmed_on, lead_id) is read.
CREATE VIEW worth AS
SELECT c.agreement_id,
       sum(CASE WHEN c.counted::INT = 0 THEN 0
                WHEN c.period_months::INT > 0
                THEN coalesce(c.amount_fen::BIGINT, 0) * ceil(12 / c.period_months::INT)::BIGINT
                ELSE coalesce(c.amount_fen::BIGINT, i.fen, 0) END) AS fen
  FROM clause c
  LEFT JOIN (SELECT clause_id, sum(amount_fen::BIGINT) AS fen FROM instalment GROUP BY 1) i
    ON i.clause_id = c.id
 GROUP BY 1;

CREATE VIEW dues AS
SELECT agreement_id, max(due_on::DATE) AS last_due, count(*) AS dues,
       count(*) FILTER (WHERE performed_on IS NULL) AS not_done,
       max(performed_on::DATE) AS last_done,
       count(*) FILTER (WHERE performed_on::DATE <= getvariable('last')) AS done_by_end
  FROM instalment GROUP BY 1;

CREATE VIEW fact AS
SELECT d.id, d.committee_id, k.kind AS body, split_part(d.type, '.', 1) AS type, d.source,
       d.difficulty, d.accepted_on::DATE AS accepted, d.terminated_on::DATE AS terminated,
       a.form, a.effect_on::DATE AS effect, coalesce(w.fen, 0) AS fen,
       coalesce(a.effect_on, d.terminated_on)::DATE AS over,
       CASE WHEN a.effect_on IS NOT NULL AND coalesce(u.not_done, 0) = 0
            THEN greatest(a.effect_on::DATE, coalesce(u.last_done, a.effect_on::DATE))
       END AS performed,
       (SELECT min(c.ruled_on::DATE) FROM confirmation c
         WHERE c.case_id = d.id AND c.result = 'valid' AND c.ruled_on >= a.effect_on) AS confirmed,
       (SELECT count(*) FROM party p WHERE p.case_id = d.id) AS parties,
       (SELECT count(*) FROM clause c WHERE c.agreement_id = a.id
           AND c.kind = 'payment' AND c.counted::INT = 1) AS payments,
       u.last_due, coalesce(u.dues, 0) AS dues, coalesce(u.done_by_end, 0) AS done_by_end,
       (SELECT min(s.mediator_id) FROM assignment s
         WHERE s.case_id = d.id AND s.role = 'lead' AND s.to_on IS NULL) AS lead
  FROM dispute d
  JOIN committee k ON k.id = d.committee_id
  LEFT JOIN agreement a ON a.case_id = d.id AND a.withdrawn_on IS NULL
  LEFT JOIN worth w ON w.agreement_id = a.id
  LEFT JOIN dues u ON u.agreement_id = a.id
 WHERE d.deleted_on IS NULL AND d.accepted_on IS NOT NULL
   AND (getvariable('oral') OR coalesce(a.form, '') <> 'oral');

CREATE MACRO within(day) AS day BETWEEN getvariable('first') AND getvariable('last');

-- Counted by the day of each event, or, by acceptance, up to the end for what came in in time.
CREATE MACRO happened(accepted, day) AS
  CASE WHEN getvariable('by_acceptance')
       THEN within(accepted) AND day <= getvariable('last') ELSE within(day) END;

CREATE VIEW told AS
SELECT *, coalesce(within(accepted), false) AS new,
       coalesce(happened(accepted, effect), false) AS won,
       coalesce(effect IS NULL AND happened(accepted, terminated), false) AS lost,
       coalesce(happened(accepted, performed), false) AS kept,
       coalesce(happened(accepted, confirmed), false) AS ruled,
       NOT getvariable('by_acceptance') AND accepted < getvariable('first')
         AND (over IS NULL OR over >= getvariable('first')) AS old,
       accepted <= getvariable('last')
         AND (NOT getvariable('by_acceptance') OR accepted >= getvariable('first'))
         AND (over IS NULL OR over > getvariable('last')) AS open,
       CASE WHEN source = 'own_initiative' THEN 'own'
            WHEN source IN ('application', 'court_guided') THEN 'application'
            WHEN source IN ('court', 'procuratorate', 'police', 'petition') THEN source
            WHEN source IN ('township_gov', 'justice_office', 'governance_centre',
                            'hotline_12345', 'labour_inspection', 'other_dept') THEN 'other'
            ELSE '?' END AS way_in,
       last_due IS NOT NULL AND coalesce(within(last_due), false)
         AND coalesce(effect <= getvariable('last'), false)
         AND (NOT getvariable('by_acceptance') OR coalesce(within(accepted), false)) AS matured
  FROM fact;
