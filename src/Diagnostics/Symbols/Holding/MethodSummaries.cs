using System.Reflection.Emit;
using System.Reflection.Metadata;

namespace Unravel.Diagnostics.Symbols.Holding;

/// <summary>What a call of a method of the same module means for its caller. Ways begin at the method's instance.</summary>
/// <param name="Getter">The field that it returns and does nothing else; null for other methods.</param>
/// <param name="Takes">The semaphore that is held after it; null for none.</param>
/// <param name="TakesAsync">Held when the returned task is awaited, not already after the call.</param>
/// <param name="MayRelease">Names of the fields whose semaphores it may give back.</param>
internal sealed record MethodSummary(ObjectPath? Getter, ObjectPath? Takes, bool TakesAsync, TakeOutcome Outcome, IReadOnlySet<string> MayRelease)
{
    public static MethodSummary Nothing { get; } = new(null, null, false, TakeOutcome.Always, new HashSet<string>());
}

/// <summary>Summaries of the methods of one module, each made once; a recursive method has none.</summary>
internal sealed class MethodSummaries(ModuleSymbols module)
{
    private const int MaxDepth = 4;
    private const int MaxBody = 4096;
    private const string Semaphore = "System.Threading.SemaphoreSlim";

    private readonly Dictionary<MethodDefinitionHandle, MethodSummary> _known = [];
    private int _depth;

    public MethodSummary Of(MethodDefinitionHandle method)
    {
        if (_known.TryGetValue(method, out var known))
        {
            return known;
        }

        if (_depth >= MaxDepth)
        {
            return MethodSummary.Nothing;
        }

        _known.Add(method, MethodSummary.Nothing); // what a recursive call sees
        _depth++;
        var summary = Make(method);
        _depth--;
        _known[method] = summary;
        return summary;
    }

    private MethodSummary Make(MethodDefinitionHandle method)
    {
        var machine = MachineOf(method);
        if (module.BodyBlockOf(machine ?? method) is not { } body || body.Size > MaxBody)
        {
            return MethodSummary.Nothing;
        }

        if (Getter(body) is { } getter)
        {
            return MethodSummary.Nothing with { Getter = getter };
        }

        if (!ConcernsSemaphores(body))
        {
            return MethodSummary.Nothing;
        }

        var calls = new TakingCalls(this);
        var flow = MethodFlow.Follow(body, new FlowSteps(module, machine is not null, calls));
        var releases = flow.GaveUp || calls.ReleasesAnything ? Fields(body).ToHashSet(StringComparer.Ordinal) : calls.ReleasesForOthers;
        var onlyReleases = MethodSummary.Nothing with { MayRelease = releases };
        if (flow.GaveUp)
        {
            return onlyReleases;
        }

        // A method that returns the task of the take hands it to its caller; one that holds at its end has taken it for him.
        var returned = flow.Returned as SymbolicValue.Taking;
        var held = flow.AtReturn?.Held.Keys.ToArray() ?? [];
        return (machine, returned, held) switch
        {
            (null, { } taking, []) => new MethodSummary(null, taking.Path, true, taking.Outcome, releases),
            (null, _, [var only]) => new MethodSummary(null, only, false, TakeOutcome.WithReleaser, releases),
            ({ }, _, [var only]) => new MethodSummary(null, only, true, TakeOutcome.WithReleaser, releases),
            _ => onlyReleases,
        };
    }

    /// <summary>Whether following the method can tell anything: it, or what it calls, uses semaphores.</summary>
    public bool ConcernsSemaphores(MethodBodyBlock body) => Calls(body).Any(called =>
        called.Type == Semaphore || (called.Definition is { } inner && Of(inner) is { Takes: not null } or { MayRelease.Count: > 0 }));

    /// <summary>The MoveNext of an async method: its body is in a nested type that carries its name.</summary>
    private MethodDefinitionHandle? MachineOf(MethodDefinitionHandle method)
    {
        var metadata = module.Metadata;
        var definition = metadata.GetMethodDefinition(method);
        var prefix = $"<{metadata.GetString(definition.Name)}>d__";
        var machines = metadata.GetTypeDefinition(definition.GetDeclaringType()).GetNestedTypes()
            .Where(type => metadata.GetString(metadata.GetTypeDefinition(type).Name).StartsWith(prefix, StringComparison.Ordinal))
            .ToArray();
        return machines is [var only] ? StateMachineIL.MoveNextOf(module, only) : null;
    }

    /// <summary>ldarg.0; ldfld F; ret, or ldsfld F; ret.</summary>
    private ObjectPath? Getter(MethodBodyBlock body)
    {
        if (body.Size > 16 || Calls(body).Any())
        {
            return null;
        }

        var flow = MethodFlow.Follow(body, new FlowSteps(module, isMachine: false, new TakingCalls(this)));
        return (flow.Returned as SymbolicValue.Place)?.Path is { } path && (path.IsStatic || path.Steps is ["0", _]) ? path : null;
    }

    private IEnumerable<CalledMethod> Calls(MethodBodyBlock body) =>
        ILReader.Read(body.GetILBytes() ?? [])
            .Where(instruction => instruction.OpCode.OperandType == OperandType.InlineMethod)
            .Select(instruction => CalledMethod.Resolve(module.Metadata, instruction.Token))
            .OfType<CalledMethod>();

    private IEnumerable<string> Fields(MethodBodyBlock body) =>
        ILReader.Read(body.GetILBytes() ?? [])
            .Where(instruction => instruction.OpCode.OperandType == OperandType.InlineField)
            .Select(instruction => FlowSteps.FieldName(module.Metadata, instruction.Token));
}
