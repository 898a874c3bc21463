-- domain.md §3.1b: 履行 (complete, partly, not, of what has fallen due), 司法确认 (applications apart).
WITH filed AS (
  SELECT f.committee_id, c.result
    FROM confirmation c JOIN fact f ON f.id = c.case_id
   WHERE within(c.filed_on::DATE)
     AND (NOT getvariable('by_acceptance') OR within(f.accepted))
), rulings AS (
  SELECT committee_id AS row, count(*) AS filed,
         count(*) FILTER (WHERE result = 'pending') AS ruling_pending,
         count(*) FILTER (WHERE result = 'valid') AS ruling_valid,
         count(*) FILTER (WHERE result = 'dismissed') AS ruling_dismissed,
         count(*) FILTER (WHERE result = 'refused') AS ruling_refused,
         count(*) FILTER (WHERE result = 'withdrawn') AS ruling_withdrawn
    FROM filed GROUP BY 1
), ended AS (
  SELECT committee_id AS row,
         count(*) FILTER (WHERE won) AS success,
         count(*) FILTER (WHERE won AND form = 'oral') AS form_oral,
         count(*) FILTER (WHERE won AND form = 'written') AS form_written,
         coalesce(sum(fen) FILTER (WHERE won), 0) AS amount,
         count(*) FILTER (WHERE matured) AS matured,
         count(*) FILTER (WHERE matured AND done_by_end = dues) AS due_full,
         count(*) FILTER (WHERE matured AND done_by_end BETWEEN 1 AND dues - 1) AS due_part,
         count(*) FILTER (WHERE matured AND done_by_end = 0) AS due_none,
         count(*) FILTER (WHERE kept) AS performed,
         count(*) FILTER (WHERE ruled) AS confirmed
    FROM told GROUP BY 1
)
SELECT * FROM ended FULL JOIN rulings USING (row);
