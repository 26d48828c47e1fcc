using System.Buffers;
using System.Text;
using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>
/// The body of an entity group transaction: one change set of whole HTTP requests.
/// https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions
/// </summary>
internal sealed class TransactionContent(TableRequests requests, string table)
{
    private readonly Guid id = Guid.CreateVersion7();
    private readonly ArrayBufferWriter<byte> body = new(8 * 1024);
    private Utf8JsonWriter? json;

    public string ContentType => $"multipart/mixed; boundary=batch_{id}";

    public void Add(TableTransactionAction action)
    {
        var request = EntityRequest.Of(table, action);
        if (json is null)
            Append($"--batch_{id}\r\nContent-Type: multipart/mixed; boundary=changeset_{id}\r\n\r\n");
        Append($"--changeset_{id}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
        Append($"{request.Method} {requests.Endpoint}/{request.Path} HTTP/1.1\r\nAccept: {TableWire.Accept}\r\nDataServiceVersion: 3.0\r\n");
        foreach (var (name, value) in request.Headers)
            Append($"{name}: {value}\r\n");
        Append("\r\n");

        json ??= new Utf8JsonWriter(body);
        if (request.Entity is { } entity)
        {
            json.Reset();
            EntityWriter.Write(json, entity);
            json.Flush();
        }

        Append("\r\n");
    }

    public RequestContent Complete()
    {
        if (json is null)
            throw new InvalidOperationException("The batch contains no entity operations.");

        json.Dispose();
        Append($"--changeset_{id}--\r\n--batch_{id}--\r\n");
        return RequestContent.Create(body.WrittenMemory);
    }

    private void Append(string text) => Encoding.UTF8.GetBytes(text, body);
}
