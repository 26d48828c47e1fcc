namespace Pathway.Functions.Calendars.Preview;

/// <summary>Mails that Exchange would send: somebody invited to a meeting and two milestones gets three.</summary>
public sealed record MailCount(int Invite, int Update, int Cancel)
{
    public int Total => Invite + Update + Cancel;

    public static MailCount None { get; } = new(0, 0, 0);

    public static MailCount operator +(MailCount a, MailCount b) => Add(a, b);

    public static MailCount Add(MailCount left, MailCount right) =>
        new(left.Invite + right.Invite, left.Update + right.Update, left.Cancel + right.Cancel);
}
