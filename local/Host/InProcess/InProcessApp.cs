using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pathway.LocalHost.Discovery;
using Pathway.LocalHost.Http;
using Pathway.LocalHost.Invocation;
using Pathway.LocalHost.Queues;
using Pathway.LocalHost.Timers;

namespace Pathway.LocalHost.InProcess;

/// <summary>
/// Functions found by reflection and called in this process, where a test has the app's clock and its calls in hand.
/// </summary>
internal sealed class InProcessApp(FunctionHostOptions options) : IFunctionApp
{
    private IReadOnlyList<FunctionMethod> methods = [];

    public string Name { get; } = options.Assemblies is [var first, ..]
        ? first.GetName().Name!
        : throw new ArgumentException("Name the assemblies to run in this process, or a worker.", nameof(options));

    /// <summary>Where the worker's Kestrel stops reading a request's body.</summary>
    public long? MaxRequestBodySize => 30_000_000;

    public Task<IReadOnlyList<Function>> FindAsync(AppSettings settings, CancellationToken cancellation)
    {
        methods = FunctionCatalogue.Find(options);
        return Task.FromResult<IReadOnlyList<Function>>([.. methods.Select(method => Define(method, settings))]);
    }

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        options.ConfigureServices(services, configuration);
        // Only so that a class whose dependency is missing fails the start instead of its first call.
        foreach (var type in methods.Where(function => !function.Method.IsStatic).Select(function => function.Method.DeclaringType!))
            services.TryAddTransient(type);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Function Define(FunctionMethod method, AppSettings settings) => method.Trigger switch
    {
        HttpTriggerAttribute trigger => Http(method, trigger, settings),
        QueueTriggerAttribute trigger => new QueueFunction(
            method.Identity,
            new QueueTrigger(trigger.QueueName, trigger.Connection),
            settings,
            options,
            WithoutResult(FunctionCompiler.Compile<Azure.Storage.Queues.Models.QueueMessage>(
                method, new MessageBinding(method.TriggerParameter).Bind))),
        TimerTriggerAttribute trigger => new TimerFunction(
            method.Identity,
            new TimerTrigger(trigger.Schedule, trigger.UseMonitor, trigger.RunOnStartup),
            settings,
            WithoutResult(FunctionCompiler.Compile<TimerInfo>(
                method, static (parameter, timer) => parameter.ParameterType == typeof(TimerInfo) ? timer : null))),
        _ => throw new UnreachableException(),
    };

    private HttpFunction Http(FunctionMethod method, HttpTriggerAttribute trigger, AppSettings settings)
    {
        if (method.TriggerParameter.ParameterType != typeof(HttpRequest))
            throw method.Fault("an HTTP trigger is on a parameter of type HttpRequest.");

        return new HttpFunction(
            method.Identity,
            new HttpTrigger(trigger.AuthLevel, Verbs(trigger), trigger.Route),
            options.RoutePrefix,
            settings.IsDisabled(method.Name),
            route => WithResult(FunctionCompiler.Compile<HttpContext>(method, new RouteBinding(route).Bind)));
    }

    /// <summary>As the worker tells them to a host: as they are after its transformers have seen them.</summary>
    private IReadOnlyList<string> Verbs(HttpTriggerAttribute trigger)
    {
        var metadata = new DefaultFunctionMetadata
        {
            RawBindings = [JsonSerializer.Serialize(new { type = "httpTrigger", methods = trigger.Methods ?? [] })],
        };
        foreach (var transformer in options.Transformers)
            transformer.Transform([metadata]);
        using var binding = JsonDocument.Parse(metadata.RawBindings[0]);
        return [.. binding.RootElement.GetProperty("methods").EnumerateArray().Select(verb => verb.GetString()!)];
    }

    private static FunctionCall<TSource> WithoutResult<TSource>(CompiledFunction<TSource> function)
        => (services, source, cancellation) => function(services, source, cancellation).AsTask();

    private static FunctionCall<HttpContext> WithResult(CompiledFunction<HttpContext> function)
        =>
            async (services, context, cancellation) =>
                await HttpResult.WriteAsync(context, await function(services, context, cancellation));
}
