select jobs.delete_queue('webhook');
select jobs.delete_queue('webhook given up');
drop trigger webhook_followed_in_gone on webhook;
drop function follow_in_gone, enter_portal, webhook_is_gone, webhook_to_send, webhooks_due;
drop policy "act of webhooks, insert" on notice;
drop table notice_webhook, webhook_gone;
drop policy "§ 6.13, § 6.14" on webhook;
drop policy "§ 6.13" on webhook;
drop function act_of_webhook, shortens_webhook, confirmation_obstacle(webhook, uuid);
-- Notices about addresses go with them, and that they were mailed.
alter table notice no force row level security;
alter table notice_mail no force row level security;
alter table webhook no force row level security;
delete from notice_mail m using notice n join webhook w on w.id = n.object_id where n.id = m.notice_id;
delete from notice n using webhook w where w.id = n.object_id;
alter table notice force row level security;
alter table notice_mail force row level security;
drop table webhook;
