-- domain.md §3.2: the table of 2012, cases and what was prevented.
WITH cases AS (
  SELECT committee_id AS row,
         count(*) FILTER (WHERE new) AS cases,
         count(*) FILTER (WHERE new AND way_in = 'own') AS source_own,
         count(*) FILTER (WHERE new AND way_in NOT IN ('own', '?')) AS source_application,
         count(*) FILTER (WHERE won AND form = 'oral') AS form_oral,
         count(*) FILTER (WHERE won AND form = 'written') AS form_written,
         count(*) FILTER (WHERE kept) AS performed,
         count(*) FILTER (WHERE ruled) AS confirmed,
         coalesce(sum(parties) FILTER (WHERE new), 0) AS parties,
         count(*) FILTER (WHERE new AND parties >= 3) AS three_parties,
         coalesce(sum(fen) FILTER (WHERE won), 0) AS amount
    FROM told GROUP BY 1
), swept AS (
  SELECT committee_id AS row, count(*) AS sweeps, sum(found::INT) AS found
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
)
SELECT * FROM cases FULL JOIN swept USING (row) FULL JOIN kept_off USING (row);
