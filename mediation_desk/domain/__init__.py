"""The law and the forms as pure functions and frozen data: no files, no store, no window.

May import the standard library and pure rule libraries (python-stdnum, chinesecalendar).

Glossary: one English word for each term of the field, used in every layer.

人民调解 people's mediation · 调解委员会 committee · 调解员 mediator · 纠纷/案件 case ·
当事人 party · 申请人 applicant · 被申请人 respondent · 第三人 third · 代理人 agent ·
监护人/法定代理人 guardian · 推选代表人 representative · 登记 register · 受理 accept ·
不予受理 refuse · 指派 assign · 主办调解员 lead · 协办调解员 co-mediator · 记录人 recorder ·
参加人 invited · 调解(次) session · 笔录 record · 协议书 agreement ·
口头协议 oral agreement · 条款 clause · 期款 instalment · 签名/盖章 signature/seal ·
生效 effect · 终止调解 termination · 履行 performance · 司法确认 confirmation ·
回访 follow-up · 结案 close · 卷宗 dossier · 涉及人数 people involved · 统计口径 basis ·
勾稽关系 equation · 排查 sweep · 补贴 subsidy · 经费 fund · 人民币分 fen
"""
