-- domain.md §4.4 (以案定补): claimed, approved and paid by the day of a case's result, and shared out.
WITH line AS (
  SELECT l.id, l.case_id, l.amount_fen::BIGINT AS fen, c.state
    FROM subsidy_line l JOIN subsidy_claim c ON c.id = l.claim_id
   WHERE c.state IN ('submitted', 'approved', 'paid') AND within(l.result_on::DATE)
), claimed AS (
  SELECT d.committee_id AS row, count(*) AS claimed, sum(fen) AS claimed_fen,
         count(*) FILTER (WHERE line.state IN ('approved', 'paid')) AS approved,
         sum(fen) FILTER (WHERE line.state IN ('approved', 'paid')) AS approved_fen,
         count(*) FILTER (WHERE line.state = 'paid') AS paid,
         sum(fen) FILTER (WHERE line.state = 'paid') AS paid_fen
    FROM line JOIN dispute d ON d.id = line.case_id GROUP BY 1
), shared AS (
  SELECT m.committee_id AS row, count(*) AS shares,
         sum(s.amount_fen::BIGINT) FILTER (WHERE s.leads::INT = 1) AS share_lead,
         sum(s.amount_fen::BIGINT) FILTER (WHERE s.leads::INT = 0) AS share_co,
         sum(s.cut_fen::BIGINT) AS share_cut
    FROM subsidy_share s JOIN line ON line.id = s.line_id JOIN mediator m ON m.id = s.mediator_id
   WHERE line.state IN ('approved', 'paid') GROUP BY 1
)
SELECT * FROM claimed FULL JOIN shared USING (row);
