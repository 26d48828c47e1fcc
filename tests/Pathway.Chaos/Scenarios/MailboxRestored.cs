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
        await people.PlanAsync(cancellationToken);
        await Settling.SettleAsync(stack, tally, cancellationToken);
        var sent = stack.Graph.Mail.Skip(told).ToList();

        using var content = new ByteArrayContent(older);
        using var restored = await graph.PutAsync("/_simulator/state", content, cancellationToken);
        restored.EnsureSuccessStatusCode();
        tally.Count("mails forgotten", sent.Count);
        await people.RunAsync("RenewSubscriptions", cancellationToken);
        // What the night does: everything is compared.
        await people.RunAsync("PullCalendar", cancellationToken, "whole");
        await FinalReckoning.JudgeAsync(stack, tally, memoryBefore: 0, cancellationToken, isRestored: true);
        JudgeQuiet(stack, tally, known.Skip(2).Select(activity => activity.Id), told);
    }

    /// <summary>Who had nothing to be told is told nothing.</summary>
    private static void JudgeQuiet(ChaosStack stack, Tally tally, IEnumerable<string> untouched, int told)
    {
        foreach (var mail in stack.Graph.Mail.Skip(told)
            .Where(mail => untouched.Any(id => mail.Subject.Contains(id, StringComparison.Ordinal))))
            tally.Fault($"{mail.To} got '{mail.Kind}' of '{mail.Subject}', of which nothing had changed.");
    }
}
