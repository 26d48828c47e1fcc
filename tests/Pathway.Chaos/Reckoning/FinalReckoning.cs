using System.Diagnostics;
using Pathway.Chaos.Stack;

namespace Pathway.Chaos.Reckoning;

/// <summary>What every scenario must end in, whatever it was: judged on what is stored and what people got, past the app.</summary>
internal static class FinalReckoning
{
    // What the runtime keeps for itself after a storm; a leak of a kilobyte a request is more after the short run's fuzzing already.
    private const long MemoryAllowance = 120L << 20;

    /// <summary>Waits until all is done, then counts.</summary>
    /// <param name="memoryBefore">What the workers held in memory when the scenario began; 0 where they are others now.</param>
    public static async Task JudgeAsync(
        ChaosStack stack, Tally tally, long memoryBefore, CancellationToken cancellationToken, bool isRestored = false)
    {
        var clock = Stopwatch.StartNew();
        await Settling.SettleAsync(stack, tally, cancellationToken);
        await DeadLetterCount.JudgeAsync(stack, tally, cancellationToken);
        tally.Count("settled s", clock.Elapsed.TotalSeconds);
        await EventCount.JudgeAsync(
            stack.Storage.Direct, stack.People.Colleges.Select(college => (college.Id, college.Accepted)), tally, cancellationToken);
        await InvitationCount.JudgeAsync(stack, tally, isRestored, cancellationToken);
        await DigestsAsync(stack, tally, cancellationToken);
        await MemoryAsync(stack, tally, memoryBefore);
        await LearnerMarks.JudgeAsync(stack, tally, cancellationToken);
        foreach (var answer in stack.People.Patience.Unjust)
            tally.Fault($"An honest call was refused: {answer}");
        stack.People.Patience.Unjust.Clear();
    }

    /// <summary>Asked for once more now that everything is counted, every week's are there; and none came twice.</summary>
    private static async Task DigestsAsync(ChaosStack stack, Tally tally, CancellationToken cancellationToken)
    {
        foreach (var week in stack.People.Weeks)
            await stack.People.AskAgainAsync(week, cancellationToken);
        await Settling.SettleAsync(stack, tally, cancellationToken);
        MailCount.Judge(stack.Graph.Mail, tally);
        MailCount.JudgeComplete(stack.Graph.Mail, stack.People.Weeks.Count, stack.People.Colleges.Count, tally);
    }

    private static async Task MemoryAsync(ChaosStack stack, Tally tally, long before)
    {
        var now = await stack.WorkerBytesAsync();
        tally.Count("worker MB", now >> 20);
        if (before > 0)
            tally.Expect(now < before + MemoryAllowance, $"The worker grew from {before >> 20} MB to {now >> 20} MB.");
    }
}
