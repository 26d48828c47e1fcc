using Pathway.Functions.Programme;

namespace Pathway.Functions.Pages.Privacy;

/// <summary>What things are called today; one that is gone is called by its id.</summary>
public sealed record AuditNames(
    IReadOnlyDictionary<string, string> Activities,
    IReadOnlyDictionary<string, string> Colleges,
    IReadOnlyDictionary<string, string> Resources,
    BritishDates Dates)
{
    public string Activity(string id) => Activities.GetValueOrDefault(id, id);

    public string College(string id) => Colleges.GetValueOrDefault(id, id);

    public string Resource(string id) => Resources.GetValueOrDefault(id, id);
}
