-- What each mediator did: as the one in charge, as the one who helped (协办), sessions held.
WITH led AS (
  SELECT lead AS row,
         count(*) FILTER (WHERE new) AS cases,
         count(*) FILTER (WHERE new AND difficulty = 'simple') AS level_simple,
         count(*) FILTER (WHERE new AND difficulty = 'general') AS level_general,
         count(*) FILTER (WHERE new AND difficulty = 'difficult') AS level_difficult,
         count(*) FILTER (WHERE new AND difficulty = 'major') AS level_major,
         count(*) FILTER (WHERE old) AS carried,
         count(*) FILTER (WHERE won) AS success,
         count(*) FILTER (WHERE lost) AS failed,
         count(*) FILTER (WHERE open) AS pending,
         coalesce(sum(fen) FILTER (WHERE won), 0) AS amount,
         count(*) FILTER (WHERE kept) AS performed
    FROM told WHERE lead IS NOT NULL GROUP BY 1
), helped AS (
  SELECT s.mediator_id AS row, count(*) AS assisted
    FROM assignment s JOIN fact f ON f.id = s.case_id
   WHERE s.role = 'co' AND s.to_on IS NULL AND within(f.accepted) GROUP BY 1
), held AS (
  SELECT f.lead AS row, count(*) AS sessions
    FROM session h JOIN fact f ON f.id = h.case_id
   WHERE within((h.held_at::TIMESTAMP + INTERVAL 8 HOUR)::DATE) AND f.lead IS NOT NULL
     AND (NOT getvariable('by_acceptance') OR within(f.accepted)) GROUP BY 1
)
SELECT * FROM led FULL JOIN helped USING (row) FULL JOIN held USING (row);
