using System.Net.Http.Json;
using System.Text.Json;
using Pathway.Chaos.People;
using Pathway.Chaos.Stack;
using Pathway.GraphSimulator;

namespace Pathway.Chaos.Reckoning;

/// <summary>
/// One event an activity and shard, as the catalogue says; nobody invited twice or told more often than there was something
/// to tell.
/// </summary>
internal static class InvitationCount
{
    /// <param name="isRestored">One side forgot: what it forgot it may have to make again, and the catalogue is what is left
    /// of it.</param>
    public static async Task JudgeAsync(ChaosStack stack, Tally tally, bool isRestored, CancellationToken cancellationToken)
    {
        var people = stack.People;
        var events = await EventsAsync(stack.Graph.Address, cancellationToken);
        foreach (var twice in events.GroupBy(item => item.Name, StringComparer.Ordinal).Where(shard => shard.Count() > 1))
            tally.Fault($"There are {twice.Count()} events for the invitation {twice.Key}.");

        foreach (var activity in people.Activities.Values)
            await JudgeAsync(people, activity, events, tally, cancellationToken);
        tally.Count("activities", people.Activities.Count);
        tally.Count("events in Outlook", events.Count(item => item.Name.StartsWith("chaos-", StringComparison.Ordinal)));
        if (!isRestored)
            JudgeMail(stack.Graph.Mail, people.Activities.Values, tally);
    }

    private static async Task JudgeAsync(
        Everybody people, PlannedActivity activity, IReadOnlyList<CalendarEvent> events, Tally tally, CancellationToken cancellationToken)
    {
        var ledger = await people.ReadAsync($"api/activities/{activity.Id}/invitations", cancellationToken);
        if (!ledger.GetProperty("inStep").GetBoolean())
        {
            var why = ledger.GetProperty("why").GetString();
            tally.Expect(!string.IsNullOrWhiteSpace(why), $"{activity.Id} is not in step, and its ledger does not say why.");
            return;
        }

        var wanted = await people.ReadAsync($"api/activities/{activity.Id}", cancellationToken);
        var title = wanted.GetProperty("title").GetString()!;
        tally.Expect(title == activity.Title, $"{activity.Id} was last called '{activity.Title}', and the catalogue says '{title}'.");
        var own = events.Where(item => item.Name.StartsWith(activity.Id + "/", StringComparison.Ordinal)).ToList();
        tally.Expect(own.Count > 0, $"{activity.Id} is said to be in step, and has no event.");
        foreach (var item in own)
        {
            tally.Expect(
                item.Subject == activity.Title, $"The event of {activity.Id} is called '{item.Subject}', not '{activity.Title}'.");
            tally.Expect(
                item.Start.StartsWith(activity.Start, StringComparison.Ordinal),
                $"The event of {activity.Id} starts at {item.Start}, not at {activity.Start}.");
        }
    }

    private static void JudgeMail(IReadOnlyList<DeliveredMail> mails, IEnumerable<PlannedActivity> activities, Tally tally)
    {
        var own = mails.Where(mail => mail.Kind is "invite" or "update" or "cancel").ToLookup(mail => Owner(mail.Subject), StringComparer.Ordinal);
        tally.Count("invitations", own.Sum(group => group.Count(mail => mail.Kind == "invite")));
        foreach (var activity in activities)
        {
            foreach (var recipient in own[activity.Id].GroupBy(mail => mail.To, StringComparer.Ordinal))
            {
                var (invites, updates) = (recipient.Count(mail => mail.Kind == "invite"), recipient.Count(mail => mail.Kind == "update"));

                // Fuzzed colleges leave and come back: whoever was taken off the list is asked again.
                var uninvited = recipient.Key.Contains("utc-fuzz", StringComparison.Ordinal)
                    ? recipient.Count(mail => mail.Kind == "cancel")
                    : 0;
                tally.Expect(
                    invites >= 1 && invites <= 1 + uninvited, $"{recipient.Key} was invited {invites} times to {activity.Id}.");
                tally.Expect(
                    updates < activity.Edits,
                    $"{recipient.Key} was told of {updates} changes of {activity.Id}, which was changed {activity.Edits - 1} times.");
            }
        }
    }

    /// <summary>'Masterclass chaos-0007, edit 3.' is chaos-0007's.</summary>
    private static string Owner(string subject) => subject.Split(' ', ',') is [_, var id, ..] ? id : "";

    private static async Task<IReadOnlyList<CalendarEvent>> EventsAsync(Uri graph, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = graph };
        var all = await http.GetFromJsonAsync<JsonElement>("/_simulator/events", cancellationToken);
        return [.. all.EnumerateArray().Select(CalendarEvent.Read).OfType<CalendarEvent>()];
    }
}
