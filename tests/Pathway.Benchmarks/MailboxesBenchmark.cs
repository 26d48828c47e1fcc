using System.Globalization;
using Pathway.Benchmarks.Capacity;

namespace Pathway.Benchmarks;

/// <summary>
/// A busy Monday of 500 colleges with one mailbox and with three: whom each writes to, and when the last has heard.
/// </summary>
internal sealed class MailboxesBenchmark : IBenchmark
{
    public string Name => "mailboxes";

    public async Task<IReadOnlyList<BenchmarkRow>> RunAsync(CancellationToken cancellationToken)
    {
        var rows = new List<BenchmarkRow>();
        foreach (var mailboxes in new[] { 1, 3 })
        {
            var proof = await BusyMonday.RunAsync(mailboxes, cancellationToken);
            rows.AddRange(proof.Days.Select(day => new BenchmarkRow(
                Name,
                day.People,
                "people a day",
                Limits.PeopleADay,
                day.People / Limits.PeopleADay,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{day.Mailbox} of {mailboxes}: {day.Invitations} invitations, {day.Digests} digests, fullest minute {day.FullestMinute} mails"))));
            rows.Add(new BenchmarkRow(
                Name,
                Math.Round(proof.InvitationsDone.TotalMinutes),
                "minutes",
                null,
                null,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"until {proof.People} mails are out of {mailboxes}: digests in {proof.DigestsDone.TotalMinutes:0}, {proof.Returned} returned")));
        }

        return rows;
    }
}
