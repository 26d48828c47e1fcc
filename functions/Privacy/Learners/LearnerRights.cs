using Microsoft.Extensions.Logging;
using Pathway.Functions.Audit;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Engagement.Learners;
using Pathway.Functions.Engagement.Readings;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Privacy.Learners;

/// <summary>
/// Access and erasure for one learner. The identifier becomes a reference here and is not kept; with the answer the
/// reference of an erased learner is gone too.
/// </summary>
public sealed partial class LearnerRights(
    LearnerRecords records,
    LearnerLetters letters,
    FactsBacklogReader backlog,
    ProgrammeReadings readings,
    Keyring keyring,
    TimeProvider time,
    ILogger<LearnerRights> logger)
{
    public async Task<LearnerExport> ExportAsync(College college, string learner, CancellationToken cancellationToken)
    {
        var reference = new CollegeKeys(college, keyring).Reference(learner);
        var complete = (await backlog.ReadAsync(cancellationToken)).IsEmptyFor(college.Id);
        var (counts, rows) = await records.ReadAsync(college.Id, reference, cancellationToken);
        AuditNotes.Concerns(college.Id);
        Log.Exported(logger, college.Id);
        return new LearnerExport(
            college.Id.ToString(), reference.ToString(), time.GetUtcNow(), complete, counts.Facts, counts.Counters, counts.Aliases, rows);
    }

    public async Task<LearnerErasure> EraseAsync(College college, string learner, CancellationToken cancellationToken)
    {
        var reference = new CollegeKeys(college, keyring).Reference(learner);

        // Before the rows: what waits now may be recorded while they go. The letters before the aliases, which lead to them.
        var complete = (await backlog.ReadAsync(cancellationToken)).Waiting == 0;
        var references = await records.ReferencesAsync(college.Id, reference, cancellationToken);
        var kept = await letters.EraseAsync(college.Id, references, cancellationToken);
        var gone = await records.EraseAsync(college.Id, reference, cancellationToken);
        AuditNotes.Concerns(college.Id);
        readings.Forget();
        AuditNotes.Changed("a learner", new { facts = gone.Facts + kept, gone.Aliases }, null);
        Log.Erased(logger, college.Id, gone.Facts + kept, gone.Counters, gone.Aliases);
        return new LearnerErasure(
            college.Id.ToString(), time.GetUtcNow(), complete, gone.Facts + kept, gone.Counters, gone.Aliases);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Exported what is kept of a learner of {College}.")]
        public static partial void Exported(ILogger logger, CollegeId college);

        [LoggerMessage(
            2, LogLevel.Information, "Erased a learner of {College}: {Facts} facts, {Counters} counters corrected, {Aliases} aliases.")]
        public static partial void Erased(ILogger logger, CollegeId college, int facts, int counters, int aliases);
    }
}
