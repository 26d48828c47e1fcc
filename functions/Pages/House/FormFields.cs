using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Pathway.Functions.Http;

namespace Pathway.Functions.Pages.House;

/// <summary>What a form sent, under the API's member names: <c>title</c>, <c>milestones.0.at</c>.</summary>
public sealed class FormFields(IReadOnlyDictionary<string, StringValues> values)
{
    public const string Token = "formToken";

    public const string File = "file";

    /// <summary>Of a form with a file of 1 MB that comes back in base64, in bytes.</summary>
    public const int FileLimit = 1536 * 1024;

    /// <summary>The button that was pressed.</summary>
    public const string Step = "step";

    public static readonly FormFields None = new(new Dictionary<string, StringValues>(StringComparer.Ordinal));

    /// <summary>What an address asks for.</summary>
    public static FormFields From(IQueryCollection query) =>
        new(query.ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal));

    /// <summary>Of a form in steps: this is the last one. All others lead to another look at it.</summary>
    public bool Saves => this[Step] == "save";

    /// <summary>That the thing is still as it was when the form was opened.</summary>
    public Precondition AsShown => Precondition.IsAt(
        int.TryParse(this["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0);

    public string this[string name] => values.TryGetValue(name, out var value) ? value[0] ?? "" : "";

    public IReadOnlyList<string> All(string name) =>
        values.TryGetValue(name, out var all) ? [.. all.OfType<string>()] : [];

    public bool Has(string name, string value) => All(name).Contains(value, StringComparer.Ordinal);

    /// <summary>What was typed, for a form that is shown again or asks once more.</summary>
    public IEnumerable<(string Name, string Value)> Typed =>
        values.Where(entry => entry.Key is not (Token or Step))
            .SelectMany(entry => entry.Value.OfType<string>().Select(value => (entry.Key, value)));

    public FormFields Without(Predicate<string> isLeftOut) => new(
        values.Where(entry => !isLeftOut(entry.Key)).ToDictionary(StringComparer.Ordinal));

    /// <summary>The lines of a text area, blank ones left out.</summary>
    public IReadOnlyList<string> Lines(string name) =>
        this[name].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Null for what no form of ours sends. A file stands under its field's name in base64.</summary>
    public static async Task<FormFields?> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType
            || await RequestBody.ReadAsync(request, limit, cancellationToken) is not { } body)
            return null;
        try
        {
            var boundary = MediaTypeHeaderValue.Parse(request.ContentType).Boundary;
            if (boundary.HasValue)
                return await ReadPartsAsync(FormParts.Open(boundary, new MemoryStream(body.ToArray())), cancellationToken);
            using var reader = new FormReader(Encoding.UTF8.GetString(body.Span));
            return new FormFields(reader.ReadForm());
        }
        catch (Exception fault) when (FormParts.IsMalformed(fault))
        {
            return null;
        }
    }

    private static async Task<FormFields?> ReadPartsAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        var fields = new KeyValueAccumulator();
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (section.GetContentDispositionHeader() is not { } disposition || fields.ValueCount > 100)
                return null;
            using var bytes = new MemoryStream();
            await section.Body.CopyToAsync(bytes, cancellationToken);
            fields.Append(
                HeaderUtilities.RemoveQuotes(disposition.Name).ToString(),
                disposition.IsFileDisposition()
                    ? Convert.ToBase64String(bytes.ToArray())
                    : Encoding.UTF8.GetString(bytes.ToArray()));
        }

        return new FormFields(fields.GetResults());
    }
}
