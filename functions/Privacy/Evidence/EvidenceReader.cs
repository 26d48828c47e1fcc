using Microsoft.Extensions.Options;
using Pathway.Functions.Colleges;
using Pathway.Functions.Engagement.Figures;
using Pathway.Functions.Privacy.Retention;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Privacy.Evidence;

/// <summary>Puts the pack together as things are now.</summary>
public sealed class EvidenceReader(
    CollegeTable colleges,
    DroppedFieldsReader dropped,
    PurgeTable purges,
    IOptions<ProgrammeOptions> programme,
    IOptions<PrivacyOptions> options,
    TimeProvider time)
{
    private const int DroppedDays = 7;

    public async Task<EvidencePack> ReadAsync(CancellationToken cancellationToken)
    {
        var taking = (await colleges.AllAsync(cancellationToken)).Where(college => college.LeftAt is null).ToList();
        return new EvidencePack(
            programme.Value.Name,
            time.GetUtcNow(),
            AssessmentSteps.All(programme.Value, options.Value, taking.Count),
            Flows.All,
            Holdings.All(options.Value),
            Standards.All,
            await dropped.ReadAsync(taking.Select(college => college.Id), DroppedDays, cancellationToken),
            DroppedDays,
            [.. programme.Value.Holds],
            await purges.LastAsync(cancellationToken));
    }
}
