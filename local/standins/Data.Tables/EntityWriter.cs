using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>Writes a row as the service reads it: what JSON cannot tell apart carries an <c>@odata.type</c> beside it.</summary>
internal static class EntityWriter
{
    public const string AnnotationSuffix = "@odata.type";

    public static void Write(Utf8JsonWriter json, ITableEntity entity)
    {
        json.WriteStartObject();
        if (entity is TableEntity row)
        {
            foreach (var (name, value) in row.Properties)
            {
                if (value is Enum)
                    throw new NotSupportedException("Enum values are only supported for custom model types implementing ITableEntity.");
                if (name is not (TableEntity.EtagName or nameof(ITableEntity.Timestamp)))
                    Write(json, name, value);
            }
        }
        else
        {
            EntityShape.Of(entity.GetType()).Write(json, entity);
        }

        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null:
                // The service stores no nulls.
                break;
            case string text:
                json.WriteString(name, text);
                break;
            case bool flag:
                json.WriteBoolean(name, flag);
                break;
            case int number:
                json.WriteNumber(name, number);
                break;
            case long number:
                WriteAnnotated(json, name, "Edm.Int64", number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number when double.IsNaN(number):
                WriteAnnotated(json, name, "Edm.Double", "NaN");
                break;
            case double number:
                // Annotated, or 5 would be stored as an Int32. The infinities are refused, as the package refuses them.
                json.WriteString(name + AnnotationSuffix, "Edm.Double");
                json.WriteNumber(name, number);
                break;
            case Guid id:
                WriteAnnotated(json, name, "Edm.Guid", id.ToString());
                break;
            case DateTimeOffset time:
                WriteAnnotated(json, name, "Edm.DateTime", Text(time.UtcDateTime));
                break;
            case DateTime { Kind: DateTimeKind.Utc } time:
                WriteAnnotated(json, name, "Edm.DateTime", Text(time));
                break;
            case DateTime time:
                throw new NotSupportedException($"DateTime of kind {time.Kind} is not supported: Azure SDK requires it to be UTC.");
            case byte[] bytes:
                WriteAnnotated(json, name, "Edm.Binary", Convert.ToBase64String(bytes));
                break;
            case BinaryData bytes:
                WriteAnnotated(json, name, "Edm.Binary", Convert.ToBase64String(bytes));
                break;
            default:
                throw new NotSupportedException($"Not supported type {value.GetType()}");
        }
    }

    private static void WriteAnnotated(Utf8JsonWriter json, string name, string type, string value)
    {
        json.WriteString(name + AnnotationSuffix, type);
        json.WriteString(name, value);
    }

    private static string Text(DateTime utc) => utc.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);
}
