-- Which objectives ask for a skill.
create index staffing_need_skills on staffing_need using gin (skills jsonb_path_ops);
