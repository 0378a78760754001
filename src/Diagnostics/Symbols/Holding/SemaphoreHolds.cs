using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Symbols.Holding;

/// <summary>A semaphore that code holds at one of its places.</summary>
/// <param name="Path">The way to it, from the state machine, an argument or a static field.</param>
/// <param name="TakenAt">The line that took it; null without symbols.</param>
internal sealed record HeldSemaphore(ObjectPath Path, SourceLine? TakenAt);

/// <summary>
/// Says which semaphores a method holds at a place, from its code alone: those taken on every way to the place and not
/// given back on any. Each method is followed once.
/// </summary>
internal sealed class SemaphoreHolds(SymbolStore symbols)
{
    private readonly Dictionary<string, MethodSummaries> _summaries = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Module, int Method), MethodFlow?> _flows = [];

    /// <summary>What an async method holds at each of its awaits, by their numbers; empty when it never holds any.</summary>
    public IReadOnlyDictionary<int, HeldSemaphore[]> AtAwaits(string modulePath, int stateMachineToken)
    {
        if (symbols.Module(modulePath) is not { } module
            || MetadataTokens.EntityHandle(stateMachineToken) is not { Kind: HandleKind.TypeDefinition } type
            || StateMachineIL.MoveNextOf(module, (TypeDefinitionHandle)type) is not { } moveNext
            || FlowOf(modulePath, module, moveNext, isMachine: true) is not { } flow)
        {
            return new Dictionary<int, HeldSemaphore[]>();
        }

        return flow.Suspended
            .Where(pair => !pair.Value.Held.IsEmpty)
            .ToDictionary(pair => pair.Key, pair => Held(module, moveNext, pair.Value));
    }

    /// <summary>What a method holds while the instruction at a place of its IL is under way.</summary>
    public IReadOnlyList<HeldSemaphore> At(string modulePath, int methodToken, int offset, bool isMachine) =>
        offset >= 0
        && symbols.Module(modulePath) is { } module
        && MetadataTokens.EntityHandle(methodToken) is { Kind: HandleKind.MethodDefinition } handle
        && FlowOf(modulePath, module, (MethodDefinitionHandle)handle, isMachine)?.At(offset) is { } state
            ? Held(module, (MethodDefinitionHandle)handle, state)
            : [];

    private static HeldSemaphore[] Held(ModuleSymbols module, MethodDefinitionHandle method, FlowState state) =>
        [.. state.Held.Select(pair => new HeldSemaphore(pair.Key, module.LineOf(MetadataTokens.GetToken(method), pair.Value)))];

    private MethodFlow? FlowOf(string modulePath, ModuleSymbols module, MethodDefinitionHandle method, bool isMachine)
    {
        var key = (modulePath, MetadataTokens.GetToken(method));
        if (!_flows.TryGetValue(key, out var flow))
        {
            if (!_summaries.TryGetValue(modulePath, out var summaries))
            {
                _summaries.Add(modulePath, summaries = new MethodSummaries(module));
            }

            flow = Follow(module, summaries, method, isMachine);
            _flows.Add(key, flow);
        }

        return flow;
    }

    private static MethodFlow? Follow(ModuleSymbols module, MethodSummaries summaries, MethodDefinitionHandle method, bool isMachine)
    {
        try
        {
            var flow = module.BodyBlockOf(method) is { } body && summaries.ConcernsSemaphores(body)
                ? MethodFlow.Follow(body, new FlowSteps(module, isMachine, new TakingCalls(summaries)))
                : null;
            return flow is { GaveUp: true } ? null : flow;
        }
        catch (BadImageFormatException)
        {
            return null; // code that no compiler writes: nothing is inferred from it
        }
    }
}
