using System.Text.Json;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Webhooks.Intake;

/// <summary>
/// Objects that a delivery has named before: most of its events are about a few things, and an address is dear to work out.
/// </summary>
internal sealed class ObjectNameCache(AddressNames addresses)
{
    private const int Size = 16;

    private readonly List<(byte[] Json, ObjectName Name)> seen = new(Size);

    /// <summary>The name the reader is at, or null when it is no text or longer than an address may be.</summary>
    public ObjectName? Read(ref Utf8JsonReader reader)
    {
        foreach (var (json, name) in seen)
        {
            if (reader.ValueSpan.SequenceEqual(json))
                return name;
        }

        if (JsonText.Read(ref reader, ObjectAddress.MaxLength) is not { } text)
            return null;
        var fresh = ObjectName.From(text, addresses);
        if (seen.Count < Size && !reader.ValueIsEscaped)
            seen.Add((reader.ValueSpan.ToArray(), fresh));
        return fresh;
    }
}
