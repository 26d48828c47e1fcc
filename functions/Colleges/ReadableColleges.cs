using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Colleges;

/// <summary>Which colleges a caller reads: a manager all, a coordinator their own.</summary>
public sealed class ReadableColleges(CollegeTable register)
{
    /// <summary>Null for all of them.</summary>
    public async Task<IReadOnlySet<CollegeId>?> ForAsync(Caller caller, CancellationToken cancellationToken) =>
        caller.IsManager
        ? null
        : (await register.AllAsync(cancellationToken))
            .Where(college => college.LeftAt is null && college.Definition.IsReadBy(caller.Mail))
            .Select(college => college.Id)
            .ToHashSet();
}
