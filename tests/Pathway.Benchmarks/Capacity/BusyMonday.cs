using System.Globalization;
using System.Net.Http.Json;
using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Digests.Delivery;
using Pathway.Functions.Programme;
using Pathway.GraphSimulator;
using Pathway.Testing;

namespace Pathway.Benchmarks.Capacity;

/// <summary>
/// Five hundred colleges on a Monday: their digests, then ten activities for everybody, with Exchange's limits on both
/// sides. The clock goes by the minute; what the app puts off comes when it said.
/// </summary>
internal static class BusyMonday
{
    public const int Colleges = 500;
    public const int Activities = 10;

    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 7, 20, 0, TimeSpan.Zero);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public static async Task<MailboxProof> RunAsync(int mailboxes, CancellationToken cancellationToken)
    {
        var addresses = Enumerable.Range(1, mailboxes).Select(number => $"pathway{number}@digital-health.example.org").ToList();
        await using var app = await AppUnderTest.StartAsync(new AppOptions
        {
            Now = Monday,
            Settings = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Graph__Mailbox"] = string.Join(';', addresses),
                ["Graph__RecipientsPerDay"] = Limits.PeopleADay.ToString(CultureInfo.InvariantCulture),
                ["Graph__MessagesPerMinute"] = Limits.MessagesAMinute.ToString(CultureInfo.InvariantCulture),
            },
        });
        app.Graph.Modes = new SimulatorModes
        {
            RecipientsPerDay = (int)Limits.PeopleADay,
            MessagesPerMinute = (int)Limits.MessagesAMinute,
        };
        for (var college = 1; college <= Colleges; college++)
            await JoinAsync(app, string.Create(CultureInfo.InvariantCulture, $"utc-{college:D3}"));
        await app.DrainAsync();

        await app.Host.InvokeAsync("SendDigests", cancellationToken: cancellationToken);
        await app.DrainAsync();
        await UntilAsync(app, () => DeliverAsync(app, cancellationToken));
        var digests = app.Graph.Mail.Max(mail => mail.At) - Monday;

        var put = app.Time.GetUtcNow();
        for (var activity = 1; activity <= Activities; activity++)
            await PlanAsync(app, activity, cancellationToken);
        await app.DrainAsync();
        await UntilAsync(app, () => SyncAsync(app, cancellationToken));
        var mails = app.Graph.Mail;
        return new MailboxProof(
            [.. addresses.Select(address => Day(address, mails))],
            mails.Count,
            digests,
            mails.Max(mail => mail.At) - put,
            await ReturnedAsync(app, addresses, cancellationToken));
    }

    /// <summary>Does what is due until nothing is; <paramref name="act"/> answers when the next thing is.</summary>
    private static async Task UntilAsync(AppUnderTest app, Func<Task<DateTimeOffset?>> act)
    {
        while (await act() is { } next)
            app.Time.AdjustTime(next > app.Time.GetUtcNow() + Minute ? next : app.Time.GetUtcNow() + Minute);
    }

    private static async Task<DateTimeOffset?> DeliverAsync(AppUnderTest app, CancellationToken cancellationToken)
    {
        var week = IsoWeek.TryParse("2026-W47", out var known) ? known : throw new InvalidOperationException("There is such a week.");
        var slots = app.Get<DigestSlotTable>();
        var open = (await slots.ReadAsync(week, cancellationToken)).Values.Where(slot => !slot.IsDone).ToList();
        var due = open.Where(slot => !(slot.NextTry > app.Time.GetUtcNow())).Select(slot => slot.Key);
        foreach (var work in DigestWork.For(week, due, until: null))
            await app.Get<DigestDelivery>().DeliverAsync(work.Write(), "monday", attempt: 1, cancellationToken);

        // What was put off is in the table; its message would come at the storage's own time.
        await app.Storage.Queue(names => names.Digests).ClearMessagesAsync(cancellationToken);
        var left = (await slots.ReadAsync(week, cancellationToken)).Values.Where(slot => !slot.IsDone).ToList();
        return left.Count == 0 ? null : left.Min(slot => slot.NextTry ?? app.Time.GetUtcNow());
    }

    private static async Task<DateTimeOffset?> SyncAsync(AppUnderTest app, CancellationToken cancellationToken)
    {
        foreach (var activity in await WaitingAsync(app, cancellationToken))
        {
            if (activity.SyncDue <= app.Time.GetUtcNow())
                await app.Get<InvitationSync>().RunAsync(activity.Id, cancellationToken);
        }

        await app.Storage.Queue(names => names.CalendarSync).ClearMessagesAsync(cancellationToken);
        return (await WaitingAsync(app, cancellationToken)).Min(activity => activity.SyncDue);
    }

    private static async Task<IReadOnlyList<Activity>> WaitingAsync(AppUnderTest app, CancellationToken cancellationToken) =>
        [.. (await app.Get<ActivityTable>().AllAsync(cancellationToken)).Where(activity => activity.SyncDue is not null)];

    private static MailboxDay Day(string mailbox, IReadOnlyList<DeliveredMail> all)
    {
        var own = all.Where(mail => mail.From == mailbox && mail.At < Monday.AddDays(1)).ToList();
        var sendings = own.GroupBy(mail => (mail.EventId, mail.MessageId)).Select(sending => sending.First()).ToList();
        var moments = sendings.ConvertAll(sending => sending.At);
        return new MailboxDay(
            mailbox,
            sendings.Count(sending => sending.EventId is not null),
            sendings.Count(sending => sending.MessageId is not null),
            own.Count,
            moments.Count == 0 ? 0 : moments.Max(from => moments.Count(at => at >= from && at < from + Minute)));
    }

    private static async Task<int> ReturnedAsync(
        AppUnderTest app, IEnumerable<string> mailboxes, CancellationToken cancellationToken)
    {
        using var graph = new HttpClient { BaseAddress = app.Graph.Address };
        graph.DefaultRequestHeaders.Authorization = new("Bearer", "local-token");
        var returned = 0;
        foreach (var mailbox in mailboxes)
        {
            var inbox = await graph.GetFromJsonAsync<System.Text.Json.JsonElement>(
                $"/v1.0/users/{mailbox}/mailFolders/inbox/messages", cancellationToken);
            returned += inbox.GetProperty("value").GetArrayLength();
        }

        return returned;
    }

    private static async Task JoinAsync(AppUnderTest app, string college) => await app.JoinAsync(
        college,
        new
        {
            name = college,
            audience = Enumerable.Range(1, Workload.AddressesOfCollege).Select(i => $"group-{i}@{college}.example.org").ToArray(),
            contacts = new[] { $"head@{college}.example.org" },
        });

    private static async Task PlanAsync(AppUnderTest app, int number, CancellationToken cancellationToken)
    {
        var day = new DateOnly(2026, 12, 1).AddDays(number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        using var response = await app.Manager.PutAsJsonAsync(
            $"/api/activities/class-{number}",
            new { kind = "masterclass", title = $"Class {number}", start = $"{day}T10:00:00", end = $"{day}T11:00:00", online = true },
            cancellationToken);
        response.EnsureSuccessStatusCode();
    }
}
