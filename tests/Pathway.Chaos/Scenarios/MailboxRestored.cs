using Pathway.Chaos.People;
using Pathway.Chaos.Reckoning;
using Pathway.Chaos.Stack;

namespace Pathway.Chaos.Scenarios;

/// <summary>The mailbox is brought back to what it was before activities were made and edited; the tables know better.</summary>
internal sealed class MailboxRestored : IScenario
{
    private const int Activities = 4;

    public string Name => "mailbox-restored";

    public async Task RunAsync(ChaosRun run, Tally tally, CancellationToken cancellationToken)
    {
        await using var stack = await ChaosStack.StartAsync(run.Seed, cancellationToken);
        var people = stack.People;
        await people.BeginAsync(colleges: 3, cancellationToken);
        for (var activity = 0; activity < Activities; activity++)
            await people.PlanAsync(cancellationToken);
        foreach (var college in people.Colleges)
            await college.ReportAsync(40, cancellationToken);
        await Settling.SettleAsync(stack, tally, cancellationToken);
        await people.DigestAsync(cancellationToken);
        await Settling.SettleAsync(stack, tally, cancellationToken);

        using var graph = new HttpClient { BaseAddress = stack.Graph.Address };
        var older = await graph.GetByteArrayAsync("/_simulator/state", cancellationToken);
        var (known, told) = (people.Activities.Values.ToList(), stack.Graph.Mail.Count);
        foreach (var activity in known.Take(2))
            await people.EditAsync(activity, cancellationToken);
        var newest = await people.PlanAsync(cancellationToken);
        await Settling.SettleAsync(stack, tally, cancellationToken);
        var sent = stack.Graph.Mail.Skip(told).ToList();

        using var content = new ByteArrayContent(older);
        using var restored = await graph.PutAsync("/_simulator/state", content, cancellationToken);
        restored.EnsureSuccessStatusCode();
        tally.Count("mails forgotten", sent.Count);
        await people.RunAsync("RenewSubscriptions", cancellationToken);
        // What the night does: everything is compared.
        await people.RunAsync("PullCalendar", cancellationToken, "whole");

        // The newest event is not there: was it deleted? Nobody is told that it is off before the manager has decided.
        tally.Expect(
            await IsPutToManagerAsync(people, newest.Id, cancellationToken),
            "The event that the mailbox has no more is not put before the manager.");
        await people.RestoreCancellationsAsync(cancellationToken);
        await FinalReckoning.JudgeAsync(stack, tally, memoryBefore: 0, cancellationToken, isRestored: true);
        JudgeQuiet(stack, tally, known.Skip(2).Select(activity => activity.Id), told);
    }

    private static async Task<bool> IsPutToManagerAsync(Everybody people, string activity, CancellationToken cancellationToken)
    {
        for (var look = 0; look < 120; look++)
        {
            var pending = (await people.ReadAsync("api/calendar", cancellationToken)).GetProperty("pending").EnumerateArray();
            if (pending.Any(id => id.GetString() == activity))
                return true;
            await Life.PauseAsync(TimeSpan.FromMilliseconds(500), cancellationToken);
        }

        return false;
    }

    /// <summary>Who had nothing to be told is told nothing.</summary>
    private static void JudgeQuiet(ChaosStack stack, Tally tally, IEnumerable<string> untouched, int told)
    {
        foreach (var mail in stack.Graph.Mail.Skip(told)
            .Where(mail => untouched.Any(id => mail.Subject.Contains(id, StringComparison.Ordinal))))
            tally.Fault($"{mail.To} got '{mail.Kind}' of '{mail.Subject}', of which nothing had changed.");
    }
}
