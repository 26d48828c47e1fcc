using System.Text;
using Azure;
using Azure.Data.Tables;
using Microsoft.AspNetCore.WebUtilities;
using static Azure.Data.Tables.TableTransactionActionType;

namespace Pathway.Local.Tests.Tables;

/// <summary>The form that https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions documents.</summary>
public sealed class TransactionWireTests
{
    private const string Accepted = "--batchresponse_1\r\nContent-Type: multipart/mixed; boundary=changesetresponse_1\r\n\r\n--changesetresponse_1--\r\n--batchresponse_1--\r\n";
    private const string ContentType = "multipart/mixed; boundary=batchresponse_1";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Read by ASP.NET Core's multipart reader, which does not forgive a missing end.</summary>
    [Fact]
    public async Task A_transaction_is_one_change_set_of_whole_requests()
    {
        await using var service = await LoopbackTables.StartAsync(LoopbackTables.Answering(202, Accepted, ContentType));

        await Table(service).SubmitTransactionAsync([new(Add, new TableEntity("p", "it's") { ["N"] = 1L }), new(UpdateReplace, new TableEntity("p", "b"), new ETag("W/\"1\"")), new(Delete, new TableEntity("p", "c"))], Cancel);
        var batch = Assert.Single(service.Requests);
        var changeSet = Assert.Single(await SectionsAsync(batch.Headers["Content-Type"], batch.Body));
        var parts = await SectionsAsync(changeSet.ContentType, changeSet.Body);

        Assert.Equal(("POST", "/$batch"), (batch.Method, batch.Target));
        Assert.All(parts, part => Assert.Equal("application/http", part.ContentType));
        Assert.Equal(
            [$"POST {service.Endpoint}customers HTTP/1.1", $"PUT {service.Endpoint}customers(PartitionKey='p',RowKey='b') HTTP/1.1", $"DELETE {service.Endpoint}customers(PartitionKey='p',RowKey='c') HTTP/1.1"],
            parts.Select(part => part.Body.Split("\r\n")[0]));
        AssertJson.Equal("""{"PartitionKey":"p","RowKey":"it's","N@odata.type":"Edm.Int64","N":"1"}""", parts[0].Body.Split("\r\n\r\n")[1]);
        Assert.Contains("\r\nPrefer: return-no-content\r\n", parts[0].Body, StringComparison.Ordinal);
        Assert.Contains("\r\nIf-Match: W/\"1\"\r\n", parts[1].Body, StringComparison.Ordinal);
        Assert.Contains("\r\nIf-Match: *\r\n", parts[2].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_transaction_in_the_documented_form_names_its_action()
    {
        const string Body = """
            --batchresponse_e69b1c6c-62ff-471e-ab88-9a4aeef0c880
            Content-Type: multipart/mixed; boundary=changesetresponse_03e21e10-1ebe-41d7-b6b6-b1de7b6ba7a5

            --changesetresponse_03e21e10-1ebe-41d7-b6b6-b1de7b6ba7a5
            Content-Type: application/http
            Content-Transfer-Encoding: binary

            HTTP/1.1 404 Not Found
            X-Content-Type-Options: nosniff
            Cache-Control: no-cache
            DataServiceVersion: 3.0;
            Content-Type: application/json;odata=minimalmetadata;streaming=true;charset=utf-8

            {"odata.error":{"code":"ResourceNotFound","message":{"lang":"en-US","value":"37:The specified resource does not exist.\nRequestId:e2a01b2b-7002-0077-2a8a-1a0b0c000000"}}}
            --changesetresponse_03e21e10-1ebe-41d7-b6b6-b1de7b6ba7a5--
            --batchresponse_e69b1c6c-62ff-471e-ab88-9a4aeef0c880--

            """;
        await using var service = await LoopbackTables.StartAsync(LoopbackTables.Answering(202, Body.ReplaceLineEndings("\r\n"), "multipart/mixed; boundary=batchresponse_e69b1c6c-62ff-471e-ab88-9a4aeef0c880"));

        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(() => Table(service).SubmitTransactionAsync([new(Delete, new TableEntity("p", "r"))], Cancel));

        Assert.Equal((404, "ResourceNotFound", 37), (refusal.Status, refusal.ErrorCode, refusal.FailedTransactionActionIndex));
    }

    private static TableClient Table(LoopbackTables service) =>
        new TableServiceClient(service.Endpoint, new TableSharedKeyCredential("myaccount", TestTables.Key), new TableClientOptions()).GetTableClient("customers");

    private static async Task<List<(string ContentType, string Body)>> SectionsAsync(string contentType, string body)
    {
        var boundary = contentType[(contentType.IndexOf("boundary=", StringComparison.Ordinal) + "boundary=".Length)..].Trim('"');
        var reader = new MultipartReader(boundary, new MemoryStream(Encoding.UTF8.GetBytes(body)));
        var sections = new List<(string, string)>();
        while (await reader.ReadNextSectionAsync(Cancel) is { } section)
            sections.Add((section.ContentType!, await section.ReadAsStringAsync(Cancel)));
        return sections;
    }
}
