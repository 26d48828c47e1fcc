using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Pathway.Functions.Http;

namespace Pathway.Functions.Pages.House;

/// <summary>
/// A form whose last field is a file: what stands before the file is read, the file itself is left to whoever takes
/// it, as it arrives.
/// </summary>
/// <param name="Content">Null where a script sends the file elsewhere, or none was chosen.</param>
public sealed record FormWithFile(FormFields Fields, string FileName, string ContentType, Stream? Content)
{
    private const int MostFields = 100;

    /// <summary>Null for what no form of ours sends.</summary>
    public static async Task<FormWithFile?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType || !MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            return null;
        if (!type.Boundary.HasValue)
            return await FormFields.ReadAsync(request, RequestBody.ManagementLimit, cancellationToken) is { } told
                ? new FormWithFile(told, told["fileName"], told["contentType"], null)
                : null;
        try
        {
            return await ReadPartsAsync(FormParts.Open(type.Boundary, RequestBody.Open(request)), cancellationToken);
        }
        catch (Exception fault) when (FormParts.IsMalformed(fault))
        {
            return null;
        }
    }

    private static async Task<FormWithFile?> ReadPartsAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        var fields = new KeyValueAccumulator();
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (section.GetContentDispositionHeader() is not { } disposition || fields.ValueCount > MostFields)
                return null;
            if (disposition.IsFileDisposition())
                return new FormWithFile(
                    new FormFields(fields.GetResults()), NameOf(disposition), section.ContentType ?? "", section.Body);
            if (await TextAsync(section.Body, cancellationToken) is not { } text)
                return null;
            fields.Append(HeaderUtilities.RemoveQuotes(disposition.Name).ToString(), text);
        }

        return new FormWithFile(new FormFields(fields.GetResults()), "", "", null);
    }

    private static string NameOf(ContentDispositionHeaderValue disposition) =>
        disposition.FileNameStar.HasValue
            ? disposition.FileNameStar.ToString()
            : Unescaped(HeaderUtilities.RemoveQuotes(disposition.FileName).ToString());

    // What browsers write for the letters that would end the name or the line, and nothing else: a percent sign stays one. curl
    // and others put a backslash before a quotation mark.
    // https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data
    private static string Unescaped(string name) => name
        .Replace("\\\"", "\"", StringComparison.Ordinal)
        .Replace("%22", "\"", StringComparison.Ordinal)
        .Replace("%0D", "\r", StringComparison.Ordinal)
        .Replace("%0A", "\n", StringComparison.Ordinal);

    private static async Task<string?> TextAsync(Stream body, CancellationToken cancellationToken)
    {
        var bytes = new byte[RequestBody.ManagementLimit];
        var length = await body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
        return length == bytes.Length ? null : Encoding.UTF8.GetString(bytes, 0, length);
    }
}
