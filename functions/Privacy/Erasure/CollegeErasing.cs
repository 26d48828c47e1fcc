using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Engagement.Readings;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Privacy.Erasure;

/// <summary>
/// Carries erasures of colleges on, from wherever the run before stopped: what is left to do is what is still there.
/// The college's row says that it is being erased; the receipt says how far.
/// </summary>
public sealed partial class CollegeErasing(
    CollegeTable colleges,
    ErasureTable receipts,
    CollegeHoldings holdings,
    FactsBacklogReader backlog,
    ProgrammeReadings readings,
    IOptions<PrivacyOptions> options,
    TimeProvider time,
    ILogger<CollegeErasing> logger)
{
    /// <summary>Longer than any instance goes on taking deliveries of a college that has left.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMinutes(10);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var budget = new TransactionBudget(options.Value.TransactionsPerRun);
        var asked = (await colleges.AllAsync(cancellationToken))
            .Where(college => college is { Erasure: not null, IsErased: false });
        foreach (var college in asked)
        {
            if (college.LeftAt is null || budget.IsSpent)
                continue;
            await CarryOnAsync(college, budget, cancellationToken);
        }
    }

    private async Task CarryOnAsync(College college, TransactionBudget budget, CancellationToken cancellationToken)
    {
        // What was taken before the college left is recorded first, or it would come after the eraser.
        if (time.GetUtcNow() < college.ErasureAt + Settling || (await backlog.ReadAsync(cancellationToken)).Waiting > 0)
            return;
        var receipt = await receipts.FindAsync(college.Erasure!, cancellationToken);
        if (receipt is null)
        {
            var found = await holdings.CountAsync(college.Id, cancellationToken);
            await receipts.SaveAsync(
                new CollegeErasure(
                    college.Erasure!, college.Id, college.ErasureAt)
                { State = ErasureState.Erasing, Found = found },
                cancellationToken);
            receipt = await receipts.FindAsync(college.Erasure!, cancellationToken);
        }

        // The calendar needs the row's mark to take this college's addresses out; once it is cleared that has been asked for.
        if (receipt is null)
            return;
        var gone = await holdings.DeleteAsync(college.Id, budget, cancellationToken);
        readings.Forget();
        if (!gone || college.CalendarDirty)
            return;
        if (receipt.State != ErasureState.Done)
            await receipts.SaveAsync(
                receipt with { State = ErasureState.Done, DoneAt = time.GetUtcNow() }, cancellationToken);
        await colleges.EndErasureAsync(college.Id, cancellationToken);
        Log.Erased(logger, college.Id, receipt.Found.Values.Sum());
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Erased {College}: {Count} rows and blobs.")]
        public static partial void Erased(ILogger logger, Programme.CollegeId college, int count);
    }
}
