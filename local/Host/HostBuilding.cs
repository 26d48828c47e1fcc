using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pathway.LocalHost.Discovery;
using Pathway.LocalHost.Http;
using Pathway.LocalHost.Invocation;
using Pathway.LocalHost.Queues;
using Pathway.LocalHost.Timers;

namespace Pathway.LocalHost;

/// <summary>Puts the web application together: the app's services, and a route for every HTTP function.</summary>
internal static class HostBuilding
{
    /// <summary>Where the worker's Kestrel stops reading a request's body.</summary>
    private const long MaxRequestBodySize = 30_000_000;

    public static (WebApplication App, IReadOnlyList<Function> Functions) Build(FunctionHostOptions options)
    {
        var methods = FunctionCatalogue.Find(options);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = options.Assemblies[0].GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Development,
        });
        builder.Configuration.AddInMemoryCollection(AppSettings.ByConfigurationKey(options.Settings));
        var settings = new AppSettings(builder.Configuration);
        var functions = methods.Select(method => Compile(method, settings, options)).ToList();

        Configure(builder, options);
        options.ConfigureServices(builder.Services, builder.Configuration);
        // Only so that a class whose dependency is missing fails the start instead of its first call.
        foreach (var type in methods.Where(function => !function.Method.IsStatic).Select(function => function.Method.DeclaringType!))
            builder.Services.TryAddTransient(type);
        var app = builder.Build();
        Map(app, functions.OfType<HttpFunction>().ToList(), options);
        return (app, functions);
    }

    private static Function Compile(FunctionMethod method, AppSettings settings, FunctionHostOptions options) => method.Trigger switch
    {
        HttpTriggerAttribute http => new HttpFunction(method, http, options.RoutePrefix, settings.IsDisabled(method.Name)),
        QueueTriggerAttribute queue => new QueueFunction(method, queue, settings, options),
        TimerTriggerAttribute timer => new TimerFunction(method, timer, settings),
        _ => throw method.Fault($"its trigger {method.Trigger.GetType().Name} is not supported."),
    };

    private static void Configure(WebApplicationBuilder builder, FunctionHostOptions options)
    {
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.AddServerHeader = false;
            kestrel.AllowSynchronousIO = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBodySize;
        });
        builder.Host.UseDefaultServiceProvider(provider => provider.ValidateOnBuild = provider.ValidateScopes = true);
        builder.Services.AddRouting();
        builder.Services.AddSingleton(options.TimeProvider);
        // Whoever started the host decides when it ends; it must not take Ctrl+C for itself.
        builder.Services.AddSingleton<IHostLifetime, CallersLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.ShutdownTimeout);

        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        options.ConfigureLogging?.Invoke(builder.Logging);
        // Its lines on each request carry the query string, where keys and tokens are.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
    }

    private static void Map(WebApplication app, List<HttpFunction> functions, FunctionHostOptions options)
    {
        FunctionRoutes.Check(functions, app.Services.GetRequiredService<IInlineConstraintResolver>());
        var keys = new HostKeys(options.MasterKey, options.FunctionKey);
        var loggers = app.Services.GetRequiredService<ILoggerFactory>();

        if (options.DefaultPrincipal is { } principal)
        {
            app.Use((context, next) =>
            {
                context.Request.Headers.TryAdd("X-MS-CLIENT-PRINCIPAL", principal);
                return next(context);
            });
        }

        app.UseRouting();
        app.Use(FunctionRoutes.HideWrongVerbs);
        foreach (var function in functions)
        {
            var run = new HttpInvocation(function, keys, loggers.LoggerFor(function)).RunAsync;
            var endpoint = function.Methods.Count == 0 ? app.Map(function.Route, run) : app.MapMethods(function.Route.RawText!, function.Methods, run);
            endpoint.WithMetadata(HostEndpoint.Mark).WithDisplayName(function.Name);
        }
    }

    private sealed class CallersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
