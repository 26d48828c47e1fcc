using Pathway.Chaos.Reckoning;
using Pathway.Chaos.Stack;

namespace Pathway.Chaos.Scenarios;

/// <summary>
/// Storage is brought back to what it was, by its files; the mailbox knows more, and the colleges report everything once
/// more.
/// </summary>
internal sealed class TablesRestored : IScenario
{
    private const int Activities = 4;

    public string Name => "tables-restored";

    public async Task RunAsync(ChaosRun run, Tally tally, CancellationToken cancellationToken)
    {
        await using var stack = await ChaosStack.StartAsync(run.Seed, cancellationToken);
        var people = stack.People;
        await people.BeginAsync(colleges: 3, cancellationToken);
        for (var activity = 0; activity < Activities; activity++)
            await people.PlanAsync(cancellationToken);
        await ReportAsync(stack, cancellationToken);
        await Settling.SettleAsync(stack, tally, cancellationToken);

        var copy = Directory.CreateTempSubdirectory("pathway-chaos-copy-").FullName;
        try
        {
            await stack.StopAppsAsync();
            await stack.Storage.WhileStoppedAsync(folder => ChaosStorage.Copy(folder, copy), cancellationToken);
            await stack.StartAppAsync(0, cancellationToken);
            var told = stack.Graph.Mail.Count;
            var edited = people.Activities.Values.Take(2).ToList();
            foreach (var activity in edited)
                await people.EditAsync(activity, cancellationToken);
            await ReportAsync(stack, cancellationToken);
            await Settling.SettleAsync(stack, tally, cancellationToken);
            tally.Count("mails before", stack.Graph.Mail.Count - told);

            await stack.StopAppsAsync();
            await stack.Storage.WhileStoppedAsync(folder => ChaosStorage.Copy(copy, folder), cancellationToken);
            await stack.StartAppAsync(0, cancellationToken);

            // The manager sees an older programme, and says again what was said since.
            foreach (var activity in edited)
                await people.EditAsync(activity, cancellationToken);
            foreach (var college in people.Colleges)
                await college.ReportAllAgainAsync(cancellationToken);
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }

        // What the night does: everything is compared.
        await people.RunAsync("PullCalendar", cancellationToken, "whole");
        await FinalReckoning.JudgeAsync(stack, tally, memoryBefore: 0, cancellationToken, isRestored: true);
        JudgeInvitations(stack, tally);
    }

    private static async Task ReportAsync(ChaosStack stack, CancellationToken cancellationToken)
    {
        foreach (var college in stack.People.Colleges)
            await college.ReportAsync(40, cancellationToken);
    }

    /// <summary>The mailbox forgot nothing: nobody is invited again.</summary>
    private static void JudgeInvitations(ChaosStack stack, Tally tally)
    {
        foreach (var twice in stack.Graph.Mail.Where(mail => mail.Kind == "invite").GroupBy(mail => (mail.To, mail.EventId))
            .Where(invites => invites.Count() > 1))
            tally.Fault($"{twice.Key.To} was invited {twice.Count()} times to the same event.");
    }
}
