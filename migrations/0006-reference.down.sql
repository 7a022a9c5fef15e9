delete from reporting_line_post;
delete from reporting_line;
delete from post_placement;
delete from post_end;
delete from post;
delete from office_end;
delete from office;
delete from mission;
