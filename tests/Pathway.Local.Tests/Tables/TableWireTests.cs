using Azure;
using Azure.Data.Tables;

namespace Pathway.Local.Tests.Tables;

/// <summary>
/// What Azurite does not show: the exact requests, and answers in the form that the service documents
/// (https://learn.microsoft.com/rest/api/storageservices/payload-format-for-table-service-operations).
/// </summary>
public sealed class TableWireTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_added_row_is_sent_as_the_service_documents_it()
    {
        await using var service = await LoopbackTables.StartAsync(LoopbackTables.Answering(204));

        await Table(service).AddEntityAsync(
            new TableEntity("mypartitionkey", "myrowkey")
            {
                ["Address"] = "Mountain View",
                ["Age"] = 23,
                ["AmountDue"] = 200.23,
                ["Balance"] = 7.0,
                ["CustomerCode"] = Guid.Parse("c9da6455-213d-42c9-9a79-3e9149a57833"),
                ["CustomerSince"] = new DateTimeOffset(2008, 7, 10, 1, 0, 0, TimeSpan.FromHours(1)),
                ["IsActive"] = true,
                ["NumberOfOrders"] = 255L,
                ["Photo"] = new byte[] { 1, 2, 3 },
                ["Score"] = double.NaN,
                ["Timestamp"] = TimeProvider.System.GetUtcNow(),
                ["odata.etag"] = "W/\"1\"",
            },
            Cancel);

        var request = Assert.Single(service.Requests);
        Assert.Equal(("POST", "/customers"), (request.Method, request.Target));
        Assert.Equal("application/json;odata=minimalmetadata", request.Headers["Accept"]);
        Assert.Equal("return-no-content", request.Headers["Prefer"]);
        Assert.StartsWith("application/json", request.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.StartsWith("3.0", request.Headers["DataServiceVersion"], StringComparison.Ordinal);
        Assert.True(string.CompareOrdinal(request.Headers["x-ms-version"], "2019-02-02") >= 0);
        AssertJson.Equal(
            """
            {"PartitionKey":"mypartitionkey","RowKey":"myrowkey","Address":"Mountain View","Age":23,
             "AmountDue@odata.type":"Edm.Double","AmountDue":200.23,"Balance@odata.type":"Edm.Double","Balance":7,
             "CustomerCode@odata.type":"Edm.Guid","CustomerCode":"c9da6455-213d-42c9-9a79-3e9149a57833",
             "CustomerSince@odata.type":"Edm.DateTime","CustomerSince":"2008-07-10T00:00:00.0000000Z",
             "IsActive":true,"NumberOfOrders@odata.type":"Edm.Int64","NumberOfOrders":"255",
             "Photo@odata.type":"Edm.Binary","Photo":"AQID","Score@odata.type":"Edm.Double","Score":"NaN"}
            """,
            request.Body);
    }

    [Fact]
    public async Task A_documented_page_is_read_with_its_types()
    {
        await using var service = await LoopbackTables.StartAsync(LoopbackTables.Answering(200, """
            {"odata.metadata":"https://myaccount.table.core.windows.net/$metadata#Customers","value":[
            {"odata.etag":"W/\"datetime'2013-08-22T00%3A20%3A16.3134645Z'\"","PartitionKey":"Customer03","RowKey":"Name","Timestamp":"2013-08-22T00:20:16.3134645Z",
             "Address":"Mountain \u0056iew","Age":23,"AmountDue":200.23,"Balance":7.0,
             "CustomerCode@odata.type":"Edm.Guid","CustomerCode":"c9da6455-213d-42c9-9a79-3e9149a57833",
             "CustomerSince@odata.type":"Edm.DateTime","CustomerSince":"2008-07-10T00:00:00Z","IsActive":false,
             "NumberOfOrders@odata.type":"Edm.Int64","NumberOfOrders":"-255","Reach@odata.type":"Edm.Double","Reach":"-Infinity","Photo@odata.type":"Edm.Binary","Photo":"AQID","Score@odata.type":"Edm.Double","Score":"NaN","Gone":null}]}
            """));

        var row = await Table(service).QueryAsync<TableEntity>(cancellationToken: Cancel).SingleAsync(Cancel);

        Assert.Equal(new ETag("W/\"datetime'2013-08-22T00%3A20%3A16.3134645Z'\""), row.ETag);
        Assert.Equal(DateTimeOffset.Parse("2013-08-22T00:20:16.3134645Z"), row.Timestamp);
        Assert.Equal(
            [
                ("Address", "Mountain View"), ("Age", 23), ("AmountDue", 200.23), ("Balance", 7.0), ("CustomerCode", Guid.Parse("c9da6455-213d-42c9-9a79-3e9149a57833")),
                ("CustomerSince", new DateTimeOffset(2008, 7, 10, 0, 0, 0, TimeSpan.Zero)), ("IsActive", false), ("NumberOfOrders", -255L), ("Score", double.NaN), ("Reach", double.NegativeInfinity), ("Gone", (object?)null),
            ],
            new[] { "Address", "Age", "AmountDue", "Balance", "CustomerCode", "CustomerSince", "IsActive", "NumberOfOrders", "Score", "Reach", "Gone" }.Select(name => (name, (object?)row[name])));
        Assert.Equal([1, 2, 3], row.GetBinary("Photo"));
        Assert.False(row.ContainsKey("odata.metadata"));
        Assert.DoesNotContain(row.Keys, key => key.EndsWith("@odata.type", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_empty_page_with_a_continuation_is_not_the_end()
    {
        await using var service = await LoopbackTables.StartAsync((response, n) =>
        {
            if (n == 1)
                response.Headers["x-ms-continuation-NextPartitionKey"] = "1!8!Zm9v+/=";
            if (n == 2)
                (response.Headers["x-ms-continuation-NextPartitionKey"], response.Headers["x-ms-continuation-NextRowKey"]) = ("1!8!Zm9v", "1!4!YmFy");
            return LoopbackTables.Answering(200, n == 3 ? """{"value":[{"PartitionKey":"p","RowKey":"r"}]}""" : """{"value":[]}""")(response, n);
        });

        var rows = await Table(service).QueryAsync<TableEntity>("A eq 'b&c'", maxPerPage: 2, cancellationToken: Cancel).ToListAsync(Cancel);

        Assert.Equal("r", Assert.Single(rows).RowKey);
        Assert.All(service.Requests, request => Assert.Contains("$filter=A%20eq%20%27b%26c%27", request.Target, StringComparison.Ordinal));
        Assert.All(service.Requests, request => Assert.Contains("$top=2", request.Target, StringComparison.Ordinal));
        Assert.DoesNotContain("Next", service.Requests[0].Target, StringComparison.Ordinal);
        Assert.Contains("NextPartitionKey=1%218%21Zm9v%2B%2F%3D", service.Requests[1].Target, StringComparison.Ordinal);
        Assert.DoesNotContain("NextRowKey", service.Requests[1].Target, StringComparison.Ordinal);
        Assert.Contains("NextRowKey=1%214%21YmFy", service.Requests[2].Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_update_names_its_version_and_an_upsert_names_none()
    {
        await using var service = await LoopbackTables.StartAsync(LoopbackTables.Answering(204));
        var table = Table(service);

        await table.UpdateEntityAsync(new TableEntity("p", "it's"), new ETag("W/\"1\""), TableUpdateMode.Replace, Cancel);
        await table.UpsertEntityAsync(new TableEntity("p", "r"), cancellationToken: Cancel);
        await table.DeleteEntityAsync("p", "r", cancellationToken: Cancel);

        Assert.Equal(["PUT", "PATCH", "DELETE"], service.Requests.Select(request => request.Method));
        Assert.Equal(["W/\"1\"", null, "*"], service.Requests.Select(request => request.Headers.GetValueOrDefault("If-Match")));
        Assert.StartsWith("/customers(PartitionKey='p',RowKey='it%27%27s')", service.Requests[0].Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_is_being_deleted_is_not_taken_for_one_that_is_there()
    {
        await using var service = await LoopbackTables.StartAsync(LoopbackTables.Answering(409, """{"odata.error":{"code":"TableBeingDeleted","message":{"lang":"en-US","value":"The specified table is being deleted."}}}"""));

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => Table(service).CreateIfNotExistsAsync(Cancel));

        Assert.Equal((409, "TableBeingDeleted"), (refusal.Status, refusal.ErrorCode));
    }

    [Fact]
    public async Task An_answer_that_is_not_the_services_own_keeps_its_status()
    {
        await using var service = await LoopbackTables.StartAsync(LoopbackTables.Answering(403, "<html>proxy</html>", "text/html"));

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => Table(service).AddEntityAsync(new TableEntity("p", "r"), Cancel));

        Assert.Equal((403, null), (refusal.Status, refusal.ErrorCode));
    }

    private static TableClient Table(LoopbackTables service) =>
        new TableServiceClient(service.Endpoint, new TableSharedKeyCredential("myaccount", TestTables.Key), new TableClientOptions()).GetTableClient("customers");
}
