-- domain.md §3.2 (预防效果), §3.3 (排查、预防), §5 (zero reports, front desk, letters).
WITH new_cases AS (
  SELECT committee_id AS row, count(*) AS cases FROM told WHERE new GROUP BY 1
), swept AS (
  SELECT committee_id AS row, count(*) AS sweeps, sum(found::INT) AS found,
         sum(settled::INT) AS settled
    FROM sweep WHERE within(swept_on::DATE) GROUP BY 1
), kept_off AS (
  SELECT committee_id AS row,
         count(*) FILTER (WHERE effect = 'dispute') AS prevent_dispute,
         count(*) FILTER (WHERE effect = 'suicide') AS prevent_suicide,
         sum(people_involved::INT) FILTER (WHERE effect = 'suicide') AS prevent_suicide_people,
         count(*) FILTER (WHERE effect = 'crime') AS prevent_crime,
         sum(people_involved::INT) FILTER (WHERE effect = 'crime') AS prevent_crime_people,
         count(*) FILTER (WHERE effect = 'petition') AS prevent_petition,
         sum(people_involved::INT) FILTER (WHERE effect = 'petition') AS prevent_petition_people,
         count(*) FILTER (WHERE effect = 'brawl') AS prevent_brawl,
         sum(people_involved::INT) FILTER (WHERE effect = 'brawl') AS prevent_brawl_people
    FROM prevention WHERE approved_on IS NOT NULL AND within(prevented_on::DATE) GROUP BY 1
), nothing AS (
  SELECT committee_id AS row, count(*) AS zero_reports FROM zero_report
   WHERE within((month || '-01')::DATE) GROUP BY 1
), desk AS (
  SELECT committee_id AS row, count(*) FILTER (WHERE kind = 'visit') AS line_visit,
         count(*) FILTER (WHERE kind = 'inquiry') AS line_inquiry,
         count(*) FILTER (WHERE kind = 'hazard') AS line_hazard
    FROM inquiry WHERE state <> 'void' AND within(day::DATE) GROUP BY 1
), post AS (
  SELECT committee_id AS row, count(*) AS letters,
         count(*) FILTER (WHERE direction = 'in') AS letter_in,
         count(*) FILTER (WHERE direction = 'out') AS letter_out,
         count(*) FILTER (WHERE answered_on IS NOT NULL) AS letters_answered
    FROM letter WHERE coalesce(result, '') <> 'void' AND within(dated_on::DATE) GROUP BY 1
)
SELECT * FROM new_cases FULL JOIN swept USING (row) FULL JOIN kept_off USING (row)
  FULL JOIN nothing USING (row) FULL JOIN desk USING (row) FULL JOIN post USING (row);
