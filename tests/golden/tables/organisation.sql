-- domain.md §3.8: committees by kind, mediators by what the roster says of them, training, awards.
WITH people AS (
  SELECT committee_id AS row, count(*) AS mediators,
         count(*) FILTER (WHERE employment = 'full_time') AS job_full,
         count(*) FILTER (WHERE employment = 'part_time') AS job_part,
         count(*) FILTER (WHERE employment NOT IN ('full_time', 'part_time')) AS job_unlisted,
         count(*) FILTER (WHERE sex = '1') AS sex_male,
         count(*) FILTER (WHERE sex = '2') AS sex_female,
         count(*) FILTER (WHERE sex NOT IN ('1', '2')) AS sex_unlisted,
         count(*) FILTER (WHERE coalesce(ethnicity, '') NOT IN ('', '01')) AS minority,
         count(*) FILTER (WHERE politics = '01') AS party_members,
         count(*) FILTER (WHERE education IN ('10', '20', '30')) AS school_college,
         count(*) FILTER (WHERE education IN ('40', '60')) AS school_high,
         count(*) FILTER (WHERE education IN ('70', '80')) AS school_low,
         count(*) FILTER (WHERE coalesce(education, '') NOT IN
                                ('10', '20', '30', '40', '60', '70', '80')) AS school_unlisted,
         count(*) FILTER (WHERE age <= 35) AS age_35,
         count(*) FILTER (WHERE age BETWEEN 36 AND 50) AS age_50,
         count(*) FILTER (WHERE age BETWEEN 51 AND 60) AS age_60,
         count(*) FILTER (WHERE age > 60) AS age_over,
         count(*) FILTER (WHERE age IS NULL) AS age_none,
         count(*) FILTER (WHERE purchased_service::INT = 1) AS purchased
    FROM (SELECT *, datesub('year', born_on::DATE, getvariable('last')) AS age FROM mediator)
   WHERE active::INT = 1 GROUP BY 1
), bodies AS (
  SELECT id AS row, 1 AS committees, (kind = 'village')::INT AS body_village,
         (kind = 'resident')::INT AS body_resident, (kind = 'township')::INT AS body_township,
         (kind = 'street')::INT AS body_street, (kind = 'enterprise')::INT AS body_enterprise,
         (kind IN ('social', 'industry'))::INT AS body_social
    FROM committee WHERE active::INT = 1
), befallen AS (
  SELECT m.committee_id AS row,
         count(*) FILTER (WHERE r.kind = 'training') AS training,
         coalesce(sum(r.hours::INT) FILTER (WHERE r.kind = 'training'), 0) AS training_hours,
         count(*) FILTER (WHERE r.kind = 'award') AS awards
    FROM mediator_record r JOIN mediator m ON m.id = r.mediator_id
   WHERE within(r.from_on::DATE) GROUP BY 1
), places AS (
  SELECT committee_id AS row, count(*) AS venues,
         count(*) FILTER (WHERE kind = 'room') AS venue_room,
         count(*) FILTER (WHERE kind = 'reasoning_point') AS venue_point,
         count(*) FILTER (WHERE kind = 'studio') AS venue_studio,
         count(*) FILTER (WHERE kind = 'stationed') AS venue_stationed
    FROM venue WHERE active::INT = 1 GROUP BY 1
)
SELECT * FROM bodies FULL JOIN people USING (row) FULL JOIN befallen USING (row)
  FULL JOIN places USING (row);
