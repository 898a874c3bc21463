-- One month; its first and last day are the period's.
SELECT '' AS row,
       count(*) FILTER (WHERE new) AS cases,
       coalesce(sum(parties) FILTER (WHERE new), 0) AS parties,
       count(*) FILTER (WHERE new AND difficulty IN ('difficult', 'major')) AS difficult,
       count(*) FILTER (WHERE old) AS carried,
       count(*) FILTER (WHERE won) AS success,
       count(*) FILTER (WHERE lost) AS failed,
       count(*) FILTER (WHERE open) AS pending,
       coalesce(sum(fen) FILTER (WHERE won), 0) AS amount,
       count(*) FILTER (WHERE kept) AS performed,
       count(*) FILTER (WHERE ruled) AS confirmed
  FROM told GROUP BY 1;
