using System.Xml;

namespace Pathway.Functions.Resources.Ingest;

/// <summary>Reads an SVG drawing as XML, without a document type and in constant memory, and refuses what a browser would run.</summary>
internal static class DrawingInspection
{
    private static readonly string[] Active = ["script", "foreignObject", "handler", "iframe", "embed", "object"];

    public static async Task<FileSignature> InspectAsync(Stream content, CancellationToken cancellationToken)
    {
        await using var drawing = content;
        using var reader = XmlReader.Create(drawing, new XmlReaderSettings { Async = true, DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, MaxCharactersInDocument = 64L * 1024 * 1024 });
        try
        {
            while (await reader.ReadAsync())
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (reader.NodeType == XmlNodeType.Element && IsActive(reader))
                    return FileSignature.Refused("The drawing holds a script.");
            }

            return new FileSignature([FileType.Svg]);
        }
        catch (XmlException)
        {
            return FileSignature.Refused("The drawing is no well-formed SVG.");
        }
    }

    private static bool IsActive(XmlReader reader)
    {
        if (Active.Contains(reader.LocalName, StringComparer.OrdinalIgnoreCase))
            return true;
        while (reader.MoveToNextAttribute())
        {
            // Browsers skip white space and control characters in a scheme.
            var value = string.Concat(reader.Value.Where(letter => letter > ' '));
            if (reader.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase)
                || value.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase)
                || value.StartsWith("data:text", StringComparison.OrdinalIgnoreCase)
                || (reader.LocalName is "to" or "values" or "from" && value.Contains("javascript:", StringComparison.OrdinalIgnoreCase)))
                return true;
        }

        return false;
    }
}
