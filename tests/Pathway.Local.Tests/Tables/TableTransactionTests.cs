using Azure;
using Azure.Data.Tables;
using Pathway.Local.Tests.Host;
using static Azure.Data.Tables.TableTransactionActionType;

namespace Pathway.Local.Tests.Tables;

public sealed class TableTransactionTests(LocalStorage storage)
{
    private readonly TestTables tables = new(storage);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_hundred_rows_are_one_transaction_and_each_has_its_answer()
    {
        var table = await tables.NewTableAsync();

        var response = await table.SubmitTransactionAsync(Enumerable.Range(0, 100).Select(n => new TableTransactionAction(Add, new TableEntity("p", $"{n:D3}") { ["N"] = n })), Cancel);
        var rows = await table.QueryAsync<TableEntity>(cancellationToken: Cancel).ToListAsync(Cancel);

        Assert.Equal(202, response.GetRawResponse().Status);
        Assert.All(response.Value, part => Assert.Equal(204, part.Status));
        Assert.Equal(rows.Select(row => (ETag?)row.ETag), response.Value.Select(part => part.Headers.ETag));
        Assert.Equal(Enumerable.Range(0, 100), rows.Select(row => row.GetInt32("N")!.Value));
    }

    [Fact]
    public async Task Every_kind_of_action_does_what_it_says()
    {
        var table = await tables.NewTableAsync();
        await AddAsync(table, "merged", "replaced", "deleted", "upsert-merged", "upsert-replaced");

        await table.SubmitTransactionAsync(
            [
                new(Add, Row("added")),
                new(UpdateMerge, Row("merged"), ETag.All),
                new(UpdateReplace, Row("replaced"), ETag.All),
                new(Delete, new TableEntity("p", "deleted")),
                new(UpsertMerge, Row("upsert-merged")),
                new(UpsertReplace, Row("upsert-replaced")),
                new(UpsertMerge, Row("it's new")),
            ],
            Cancel);
        var rows = await table.QueryAsync<TableEntity>(cancellationToken: Cancel).ToDictionaryAsync(row => row.RowKey, row => (row.GetInt32("A"), row.GetInt32("B")), cancellationToken: Cancel);

        Assert.Equal(
            new Dictionary<string, (int?, int?)>
            {
                ["added"] = (null, 2),
                ["merged"] = (1, 2),
                ["replaced"] = (null, 2),
                ["upsert-merged"] = (1, 2),
                ["upsert-replaced"] = (null, 2),
                ["it's new"] = (null, 2),
            },
            rows);
    }

    [Fact]
    public async Task A_refused_action_is_named_and_nothing_is_done()
    {
        var table = await tables.NewTableAsync();
        await AddAsync(table, "there");

        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync([new(Add, Row("a")), new(Add, Row("b")), new(Add, Row("there")), new(Add, Row("c"))], Cancel));

        Assert.Equal((409, "EntityAlreadyExists", 2), (refusal.Status, refusal.ErrorCode, refusal.FailedTransactionActionIndex));
        Assert.Equal(["there"], await table.QueryAsync<TableEntity>(cancellationToken: Cancel).Select(row => row.RowKey).ToListAsync(Cancel));
    }

    [Fact]
    public async Task A_stale_version_refuses_the_transaction()
    {
        var table = await tables.NewTableAsync();
        var stale = (await table.AddEntityAsync(new TableEntity("p", "r"), Cancel)).Headers.ETag!.Value;
        await table.UpsertEntityAsync(Row("r"), cancellationToken: Cancel);

        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync([new(Add, Row("a")), new(UpdateReplace, Row("r"), stale)], Cancel));

        Assert.Equal((412, "UpdateConditionNotSatisfied", 1), (refusal.Status, refusal.ErrorCode, refusal.FailedTransactionActionIndex));
    }

    [Fact]
    public async Task Deleting_a_missing_row_refuses_the_transaction()
    {
        var table = await tables.NewTableAsync();

        var refusal = await Assert.ThrowsAsync<TableTransactionFailedException>(() => table.SubmitTransactionAsync([new(Add, Row("a")), new(Delete, Row("missing"))], Cancel));

        Assert.Equal((404, "ResourceNotFound"), (refusal.Status, refusal.ErrorCode));
    }

    [Fact]
    public async Task An_update_without_a_version_is_an_upsert()
    {
        var table = await tables.NewTableAsync();

        await table.SubmitTransactionAsync([new(UpdateMerge, Row("new"))], Cancel);

        Assert.True((await table.GetEntityIfExistsAsync<TableEntity>("p", "new", cancellationToken: Cancel)).HasValue);
    }

    [Fact]
    public async Task Values_that_look_like_the_envelope_stay_values()
    {
        var table = await tables.NewTableAsync();
        const string Text = "--batch_1\r\n--changeset_1\r\nContent-Type: application/http\r\n\r\nDELETE http://x HTTP/1.1 {}";

        await table.SubmitTransactionAsync([new(Add, new TableEntity("p", "1") { ["Text"] = Text }), new(Add, new TableEntity("p", "2") { ["Text"] = Text })], Cancel);

        Assert.Equal([Text, Text], await table.QueryAsync<TableEntity>(cancellationToken: Cancel).Select(row => row.GetString("Text")).ToListAsync(Cancel));
    }

    [Fact]
    public async Task A_transaction_of_nothing_is_an_error()
    {
        var table = await tables.NewTableAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => table.SubmitTransactionAsync([], Cancel));
    }

    private static TableEntity Row(string key) => new("p", key) { ["B"] = 2 };

    private static Task<Response<IReadOnlyList<Response>>> AddAsync(TableClient table, params string[] rows) =>
        table.SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(Add, new TableEntity("p", row) { ["A"] = 1, ["B"] = 1 })), Cancel);
}
