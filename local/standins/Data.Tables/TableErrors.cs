using System.Globalization;
using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>
/// Reads <c>{"odata.error":{"code":…,"message":{"value":…}}}</c>, so that ErrorCode is the service's own. In a transaction the
/// message begins with the position of the refused action: <c>2:The specified entity already exists.</c>
/// https://learn.microsoft.com/rest/api/storageservices/status-and-error-codes2
/// </summary>
internal sealed class TableErrors : RequestFailedDetailsParser
{
    public const string FailedEntity = "FailedEntity";

    public static TableErrors Instance { get; } = new();

    public override bool TryParse(Response response, out ResponseError? error, out IDictionary<string, string>? data)
    {
        error = null;
        data = null;
        try
        {
            using var document = JsonDocument.Parse(response.Content);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("odata.error", out var fault))
                return false;

            var code = fault.GetProperty("code").GetString();
            var message = fault.GetProperty("message").GetProperty("value").GetString() ?? "";
            data = new Dictionary<string, string>(StringComparer.Ordinal);
            var colon = message.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && int.TryParse(message.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            {
                data[FailedEntity] = index.ToString(CultureInfo.InvariantCulture);
                message += $"\n The index of the entity that caused the error can be found in {nameof(TableTransactionFailedException.FailedTransactionActionIndex)}.";
            }

            error = new ResponseError(code, message);
            return true;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // A proxy's page or an empty body: Azure.Core then reports the status alone.
            return false;
        }
    }
}
