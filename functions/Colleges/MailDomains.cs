using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Colleges;

/// <summary>
/// A mail domain is one college's: it tells whose a learner is in an attendance report, and which college a coordinator
/// reads. A college keeps those it has, and claims none of another that has not left. Two colleges that claim the same one
/// at the same moment may still both get it: their rows are written one by one.
/// </summary>
public sealed class MailDomains(CollegeTable register)
{
    /// <summary>A fault for each domain that the definition claims and another college has.</summary>
    public async Task<IReadOnlyList<Fault>> FaultsAsync(
        CollegeId id, CollegeDefinition definition, CancellationToken cancellationToken)
    {
        if (definition.EmailDomains.Count == 0)
            return [];
        var members = (await register.AllAsync(cancellationToken)).Where(college => college.LeftAt is null).ToLookup(
            college => college.Id == id, college => college.Definition.EmailDomains);
        var claimed = definition.EmailDomains.Except(members[true].SelectMany(own => own), StringComparer.OrdinalIgnoreCase);
        return
        [
            .. claimed.Intersect(members[false].SelectMany(taken => taken), StringComparer.OrdinalIgnoreCase)
                .Select(domain => new Fault("/emailDomains", $"names {domain}, which is another college's.")),
        ];
    }
}
