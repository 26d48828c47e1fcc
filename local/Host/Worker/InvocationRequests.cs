using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Azure.Storage.Queues.Models;
using Google.Protobuf;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Azure.Functions.Worker;
using Pathway.LocalHost.Worker.Rpc;
using RetryContext = Pathway.LocalHost.Worker.Rpc.RetryContext;

namespace Pathway.LocalHost.Worker;

/// <summary>
/// What the worker is told of an invocation: the trigger's value, what is known about it, and the trace it belongs
/// to.
/// </summary>
internal static class InvocationRequests
{
    public static InvocationRequest Http(string functionId, WorkerBinding trigger, HttpRequest request)
    {
        // The request itself goes another way; this is what the worker joins it with.
        var http = new RpcHttp { Method = request.Method, Url = request.GetEncodedUrl() };
        var invocation = New(functionId, trigger, new TypedData { Http = http }, request.Headers.TraceParent);
        foreach (var (name, value) in request.RouteValues)
        {
            var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            http.Params[name] = text;
            invocation.TriggerMetadata[name] = new TypedData { String = text };
        }

        return invocation;
    }

    public static InvocationRequest Queue(string functionId, WorkerBinding trigger, QueueMessage message)
    {
        var text = message.Body.ToString();
        var invocation = New(
            functionId,
            trigger,
            trigger.SupportsDeferredBinding ? Deferred(message, text) : new TypedData { String = text });
        var known = invocation.TriggerMetadata;
        known["QueueTrigger"] = new TypedData { String = text };
        known["Id"] = new TypedData { String = message.MessageId };
        known["PopReceipt"] = new TypedData { String = message.PopReceipt };
        // As JSON, because a worker does not run a function whose metadata holds a typed number.
        known["DequeueCount"] = Json(message.DequeueCount);
        var times = new[]
        {
            ("InsertionTime", message.InsertedOn),
            ("ExpirationTime", message.ExpiresOn),
            ("NextVisibleTime", message.NextVisibleOn),
        };
        foreach (var (name, at) in times)
        {
            if (at is { } time)
                known[name] = Json(time);
        }

        return invocation;
    }

    public static InvocationRequest Timer(string functionId, WorkerBinding trigger, TimerInfo timer) =>
        New(functionId, trigger, Json(new
        {
            Schedule = new { AdjustForDST = true },
            timer.ScheduleStatus,
            timer.IsPastDue,
        }));

    private static TypedData Deferred(QueueMessage message, string text) => new()
    {
        ModelBindingData = new ModelBindingData
        {
            Version = "1.0",
            Source = "AzureStorageQueues",
            ContentType = "application/json",
            Content = ByteString.CopyFrom(JsonSerializer.SerializeToUtf8Bytes(new
            {
                message.MessageId,
                message.PopReceipt,
                MessageText = text,
                message.DequeueCount,
                message.NextVisibleOn,
                message.InsertedOn,
                message.ExpiresOn,
            })),
        },
    };

    private static InvocationRequest New(
        string functionId, WorkerBinding trigger, TypedData value, string? callersTrace = null) => new()
        {
            InvocationId = RandomNumberGenerator.GetHexString(32, lowercase: true),
            FunctionId = functionId,
            InputData = { new ParameterBinding { Name = trigger.Name, Data = value } },
            TraceContext = Trace(callersTrace),
            // A worker that is sent none does not run the function.
            RetryContext = new RetryContext(),
        };

    // Nobody may be listening to the host's spans, while somebody may be to the worker's: there is always a trace to belong to.
    private static RpcTraceContext Trace(string? callers) =>
        Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } span
        ? new RpcTraceContext { TraceParent = id, TraceState = span.TraceStateString ?? "" }
        : new RpcTraceContext
        {
            TraceParent = ActivityContext.TryParse(callers, traceState: null, out _)
                ? callers
                : $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-00",
        };

    private static TypedData Json<T>(T value) => new() { Json = JsonSerializer.Serialize(value) };
}
