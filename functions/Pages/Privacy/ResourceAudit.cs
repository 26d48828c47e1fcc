using Pathway.Functions.Audit;

namespace Pathway.Functions.Pages.Privacy;

/// <summary>What was done to resources, in words.</summary>
internal sealed class ResourceAudit(AuditNames names)
{
    private const string Version = "version ";

    public string? Words(string[] path, IReadOnlyList<AuditChange> changes)
    {
        var changed = ChangedThing.All("resource", changes);
        return path switch
        {
            [var id, "links"] => $"made a link to {names.Resource(id)} for a college",
            [var id, "versions", var number, "complete" or "content"] => $"sent the file of version {number} of {names.Resource(id)}",
            _ when changed is [var only] => Words(only),
            [] or ["new"] => "added a resource",
            [var id, ..] => $"left {names.Resource(id)} as it was",
            _ => null,
        };
    }

    private string Words(ChangedThing resource)
    {
        if (resource.IsNew("title"))
            return $"added the resource {resource.Now("title")}";
        var name = names.Resource(resource.Id);
        if (resource.Came("withdrawnAt"))
            return $"withdrew {name} for good";
        if (resource.Members.FirstOrDefault(member => member.StartsWith(Version, StringComparison.Ordinal)) is { } version)
            return $"{Did(resource.Now(version))} {version} of {name}";
        return resource.Now("title") is { } title
            ? $"renamed {resource.Was("title")} to {title}"
            : $"changed the {ChangedThing.List([.. resource.Members.Select(Word)])} of {name}";
    }

    private static string Did(string? state) => state?.Split(':')[0] switch
    {
        "uploading" => "began",
        "withdrawn" => "withdrew",
        _ => "changed",
    };

    private static string Word(string member) => member switch
    {
        "yearGroup" => "year group",
        "aliases" => "addresses in other systems",
        _ => member,
    };
}
