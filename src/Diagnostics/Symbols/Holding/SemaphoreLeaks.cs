using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Symbols.Holding;

/// <summary>A method that takes the semaphore of a field and gives it back on some of its ways only.</summary>
/// <param name="Type">The type of the field, with namespace.</param>
internal sealed record LeakingMethod(string Type, string Field, string Method, string How, SourceLine? TakenAt);

/// <summary>
/// Reads all code of a module for methods that use semaphores, and those among them that may end without giving back what
/// they took. A method that takes for its caller does so on every way, and is not one of them.
/// </summary>
internal sealed class SemaphoreLeaks
{
    private const string Returns = "has a way to return without giving it back";
    private const string Throws = "does not give it back when something throws in between";

    private readonly HashSet<int> _users = [];
    private readonly List<LeakingMethod> _leaking = [];
    private readonly HashSet<string> _takenForOthers = new(StringComparer.Ordinal);

    public SemaphoreLeaks(ModuleSymbols module)
    {
        var summaries = new MethodSummaries(module);
        foreach (var handle in module.Metadata.MethodDefinitions)
        {
            try
            {
                Read(module, summaries, handle);
            }
            catch (BadImageFormatException)
            {
                _users.Add(MetadataTokens.GetToken(handle)); // code that no compiler writes may do anything
            }
        }

        _leaking.RemoveAll(method => _takenForOthers.Contains(method.Field));
    }

    /// <summary>Tokens of the methods that use semaphores, themselves or through methods that take or give back.</summary>
    public IReadOnlySet<int> Users => _users;

    public IReadOnlyList<LeakingMethod> Leaking => _leaking;

    private void Read(ModuleSymbols module, MethodSummaries summaries, MethodDefinitionHandle handle)
    {
        if (module.BodyBlockOf(handle) is not { } body || !summaries.ConcernsSemaphores(body))
        {
            return;
        }

        var token = MetadataTokens.GetToken(handle);
        _users.Add(token);
        var metadata = module.Metadata;
        var method = metadata.GetMethodDefinition(handle);
        var name = metadata.GetString(method.Name);
        var type = CalledMethod.TypeName(metadata, method.GetDeclaringType());
        var isMachine = name == "MoveNext" && CSharpMethodName.IsStateMachineName(type);
        var calls = new TakingCalls(summaries);
        var flow = MethodFlow.Follow(body, new FlowSteps(module, isMachine, calls));
        if (flow.GaveUp)
        {
            return;
        }

        foreach (var path in flow.AtReturn?.Held.Keys ?? [])
        {
            _takenForOthers.Add(path.StaticRoot?.Field ?? path.Last);
        }

        foreach (var (path, taken) in flow.LeftAtReturn.Concat(flow.LeftByThrowing).DistinctBy(pair => pair.Key))
        {
            if (calls.Released.Contains(path.Last) && OwnerOf(path, type) is { } owner)
            {
                _leaking.Add(new LeakingMethod(owner, path.StaticRoot?.Field ?? path.Last, isMachine ? CSharpMethodName.OfStateMachine(type) : CSharpMethodName.Short(type, name),
                    flow.LeftAtReturn.ContainsKey(path) ? Returns : Throws, module.LineOf(token, taken)));
            }
        }
    }

    /// <summary>The type that has the field, for a field of the method's own instance or a static one; null for others.</summary>
    private static string? OwnerOf(ObjectPath path, string type) =>
        path is { StaticRoot: { } root, Steps.Length: 1 } ? root.Type
        : path.Steps is ["0", _] ? type
        : path.Steps is ["machine", "<>4__this", _] && type.LastIndexOf('+') is > 0 and var end ? type[..end]
        : null;
}
