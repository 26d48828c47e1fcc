using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;
using Pathway.Functions.Http;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Programme;
using Pathway.Functions.Resources;
using Pathway.Functions.Resources.Catalogue;
using Pathway.Functions.Resources.Uploads;

namespace Pathway.Functions.Pages.Resources;

/// <summary>
/// A resource's form, as the body of the API's calls: what the form does not show stays as the API shows it.
/// </summary>
public sealed class ResourceForms(ResourcePublishing publishing, ResourceLinks links)
{
    public static string Label(string name) => name switch
    {
        "title" => "Title",
        "kind" => "Kind",
        "summary" => "Summary",
        "tags" => "Tags",
        "activity" => "Activity",
        "yearGroup" => "Year group",
        "aliases" => "Addresses in learning platforms",
        "college" => "College",
        "expires" => "Last day",
        "file" or "fileName" or "contentType" => "File",
        _ => name,
    };

    /// <summary>The resource's form as it stands.</summary>
    public static FormFields FieldsOf(Resource resource)
    {
        var definition = resource.Definition;
        return new FormFields(new Dictionary<string, StringValues>(StringComparer.Ordinal)
        {
            ["title"] = definition.Title,
            ["kind"] = definition.Kind,
            ["summary"] = definition.Summary,
            ["tags"] = string.Join('\n', definition.Tags),
            ["activity"] = definition.Activity?.ToString() ?? "",
            ["yearGroup"] = definition.YearGroup?.ToString(CultureInfo.InvariantCulture) ?? "",
            ["aliases"] = string.Join('\n', definition.Aliases),
            ["version"] = resource.Revision.ToString(CultureInfo.InvariantCulture),
        });
    }

    /// <summary>Makes the resource that the form describes, and a place for its file.</summary>
    public async Task<(FilePlace? Place, IReadOnlyList<Fault> Faults)> CreateAsync(
        FormWithFile form, string upload, CancellationToken cancellationToken)
    {
        var body = Overlaid([], form.Fields);
        (body["fileName"], body["contentType"]) = (form.FileName, form.ContentType);
        var (request, faults) = (body.Deserialize<NewResourceRequest>(PathwayJson.Strict)!, new FaultList());
        if (request.Validate(faults) is not { } definition
            || !await publishing.FitsAsync(definition, other => other.Versions[0].Upload == upload, faults, cancellationToken))
            return (null, faults);
        var file = new VersionRequest(request.FileName, request.ContentType).Cleaned();
        var (resource, version, address) = await publishing.CreateAsync(definition, file, upload, cancellationToken);
        return (new FilePlace(resource.Id, version, address, file), []);
    }

    /// <summary>Saves what the form says of the resource.</summary>
    public async Task<IReadOnlyList<Fault>> DescribeAsync(
        Resource resource, FormFields form, CancellationToken cancellationToken)
    {
        var shown = JsonSerializer.SerializeToNode(ResourceView.From(resource, links), PathwayJson.Plain)!.AsObject();
        var request = Overlaid(shown, form).Deserialize<DescribeResourceRequest>(PathwayJson.Strict)!;
        var faults = new FaultList();
        if (request.Validate(resource.Id.ToString(), faults) is not { } definition
            || !await publishing.FitsAsync(definition, other => other.Id == resource.Id, faults, cancellationToken))
            return faults;
        var (change, _) = await publishing.DescribeAsync(
            resource.Id, definition, form.AsShown, cancellationToken);
        return change switch
        {
            ResourceChange.ChangedSince => [FaultWords.Overtaken("resource")],
            ResourceChange.Withdrawn => [new("", "The resource has been withdrawn.")],
            _ => [],
        };
    }

    private static JsonObject Overlaid(JsonObject body, FormFields form)
    {
        foreach (var name in new[] { "title", "kind", "summary" })
            body[name] = form[name];
        foreach (var name in new[] { "activity", "yearGroup" })
            body[name] = form[name].Length > 0 ? form[name] : null;
        foreach (var name in new[] { "tags", "aliases" })
            body[name] = new JsonArray([.. form.Lines(name).Select(line => (JsonNode)line)]);
        return body;
    }
}
