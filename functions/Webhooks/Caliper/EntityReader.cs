using System.Text.Json;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Webhooks.Intake;

namespace Pathway.Functions.Webhooks.Caliper;

/// <summary>Reads of an entity only what names it: it stands as an object with an id, or as the id alone.</summary>
internal static class EntityReader
{
    /// <summary>Id and type of the entity behind the member the reader is at.</summary>
    public static (string? Id, string? Type) Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            var alone = JsonText.Read(ref reader, ObjectAddress.MaxLength);
            reader.Skip();
            return (alone, null);
        }

        var (id, type) = ((string?)null, (string?)null);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var (isId, isType) = (reader.Is("id"u8), reader.Is("type"u8));
            reader.Read();
            if (isId)
                id = JsonText.Read(ref reader, ObjectAddress.MaxLength);
            else if (isType)
                type = JsonText.Read(ref reader, 64);
            reader.Skip();
        }

        return (id, type);
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
