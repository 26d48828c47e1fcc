using System.Text.Json;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Webhooks.Intake;

namespace Pathway.Functions.Webhooks.Caliper;

/// <summary>Reads of an entity only what names it: it stands as an object with an id, or as the id alone.</summary>
internal static class EntityReader
{
    /// <summary>The entity behind the member the reader is at.</summary>
    public static CaliperEntity Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        var entity = new CaliperEntity();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            entity.Id = JsonText.Read(ref reader, ObjectAddress.MaxLength);
            reader.Skip();
            return entity;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            ReadMember(ref reader, entity);
        return entity;
    }

    private static void ReadMember(ref Utf8JsonReader reader, CaliperEntity entity)
    {
        if (reader.Is("assignable"u8))
            entity.Assignable = Read(ref reader);
        else if (reader.Is("attempt"u8))
            entity.Attempt = Read(ref reader);
        else if (reader.Is("isPartOf"u8))
            entity.IsPartOf = Read(ref reader);
        else if (reader.Is("id"u8))
            entity.Id = Text(ref reader, ObjectAddress.MaxLength);
        else if (reader.Is("type"u8))
            entity.Type = Text(ref reader, 64);
        else
            Text(ref reader, 0);
    }

    private static string? Text(ref Utf8JsonReader reader, int maxBytes)
    {
        reader.Read();
        var text = JsonText.Read(ref reader, maxBytes);
        reader.Skip();
        return text;
    }

    /// <summary>Whether a membership says roles and a learner's is not among them: staff are not counted.</summary>
    public static bool ReadIsStaff(ref Utf8JsonReader reader)
    {
        var (roles, isLearner) = (0, false);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return false;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var isRoles = reader.Is("roles"u8);
            reader.Read();
            if (!isRoles || reader.TokenType != JsonTokenType.StartArray)
            {
                reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                roles++;
                isLearner |= JsonText.Read(ref reader, 256) is { } role
                    && role.Contains("Learner", StringComparison.OrdinalIgnoreCase);
                reader.Skip();
            }
        }

        return roles > 0 && !isLearner;
    }

    private static int? Selection(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Number
        ? reader.TryGetInt32(out var number) && number is >= 1 and <= 5 ? number : null
        : JsonText.Read(ref reader, 8) is [>= '1' and <= '5'] selection ? selection[0] - '0' : null;

    /// <summary>The rating 1 to 5 among the selections of a generated Rating, or null.</summary>
    public static int? ReadRating(ref Utf8JsonReader reader)
    {
        int? rating = null;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var isSelections = reader.Is("selections"u8);
            reader.Read();
            if (isSelections && reader.TokenType == JsonTokenType.StartArray)
            {
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    rating ??= Selection(ref reader);
                    reader.Skip();
                }
            }

            reader.Skip();
        }

        return rating;
    }
}
