using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Scopes;

namespace Unravel.Analyzers.Flow;

/// <summary>
/// The code that the members of one type start on other threads, and the variables it shares: with itself where it is started
/// several times, with what else is started before it was joined, and with what its starter does until then.
/// </summary>
internal sealed class ConcurrentBodies
{
    private static readonly ConditionalWeakTable<TypeSummary, ConcurrentBodies> s_byType = new();

    private readonly Dictionary<IOperation, IReadOnlyList<VariableUse>> _uses = [];
    private readonly Lazy<HashSet<ISymbol>> _guarded;
    private readonly BodyUses _reader;

    private ConcurrentBodies(TypeSummary type)
    {
        _reader = new BodyUses(type);
        var starts = new StartReader(_reader);
        All = [.. type.Functions.Where(static function => function.Tree is { } tree && StartReader.MayStart(CodeText.Of(tree.Syntax))).SelectMany(function => starts.Read(function.Tree!))];
        _guarded = new(() => new(
            type.Accesses.Where(access => !type.HeldAt(access).IsEmpty && type.ConstructionOf(access.Function) == Construction.None).Select(static access => access.Field),
            SymbolEqualityComparer.Default));
    }

    public IReadOnlyList<ConcurrentBody> All { get; }

    public static ConcurrentBodies Of(TypeSummary type) => s_byType.GetValue(type, static one => new ConcurrentBodies(one));

    /// <summary>Whether some lock may be held at an operation of a tree.</summary>
    public bool IsGuarded(IOperation operation) => _reader.IsGuarded(operation);

    /// <summary>Whether some access to the field holds a lock, so that the lock is what the others miss.</summary>
    public bool IsGuardedElsewhere(ISymbol field) => _guarded.Value.Contains(field);

    /// <summary>The summary of the function that an operation belongs to.</summary>
    public FunctionSummary? FunctionOf(IOperation operation) => _reader.FunctionOf(operation);

    /// <summary>What started code does with variables that others have too.</summary>
    public IReadOnlyList<VariableUse> UsesOf(ConcurrentBody body) => Known(body.Code, _reader.Of);

    /// <summary>What the starter itself does while the code runs that it has started.</summary>
    public IEnumerable<VariableUse> Beside(ConcurrentBody body)
    {
        if (body.IsSynchronous)
        {
            return [];
        }

        return Known(body.Starter, _reader.OfFunction).Where(use =>
            ((use.Position > body.From && use.Position < body.Until) || IsRepeated(body, use.Reference))
            && !Surroundings.Contains(body.Code, use.Reference) && !Surroundings.Contains(use.Step, body.At)
            && !Surroundings.AreExclusive(body.At, use.Reference));
    }

    private static bool IsRepeated(ConcurrentBody body, IOperation use)
    {
        foreach (var round in body.Repeaters)
        {
            if (Surroundings.Contains(round, use))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether several runs of one body have the variable in common.</summary>
    public static bool IsSharedByRuns(ConcurrentBody body, ISymbol variable) =>
        body.IsParallel || body.Repeaters.Any(round => !IsOfRound(variable, round));

    /// <summary>The changes that another thread can disturb, each once.</summary>
    /// <param name="changes">Which uses break when they are disturbed.</param>
    /// <param name="disturbs">Which uses disturb them.</param>
    public IEnumerable<SharedChange> Find(Func<VariableUse, IReadOnlyList<VariableUse>, bool> changes, Func<VariableUse, bool> disturbs)
    {
        var found = new HashSet<SyntaxNode>();
        foreach (var body in All)
        {
            foreach (var variable in UsesOf(body).GroupBy(static use => use.Variable, SymbolEqualityComparer.Default))
            {
                if (_guarded.Value.Contains(variable.Key!))
                {
                    continue;
                }

                var all = variable.ToList();
                var shared = IsSharedByRuns(body, variable.Key!);
                foreach (var use in all.Where(use => !use.IsGuarded && changes(use, all)))
                {
                    var other = shared ? null : Other(body, variable.Key!, disturbs);
                    if ((shared || other is not null) && found.Add(use.Reference.Syntax))
                    {
                        yield return new(use, body, other);
                    }
                }

                // The other way round: the starter changes what the code uses.
                if (all.Find(use => !use.IsGuarded && disturbs(use)) is { } disturbing)
                {
                    foreach (var use in Beside(body).Where(use => Same(use.Variable, variable.Key!) && !use.IsGuarded && changes(use, [])).ToList())
                    {
                        if (found.Add(use.Reference.Syntax))
                        {
                            yield return new(use, body, disturbing);
                        }
                    }
                }
            }
        }
    }

    private VariableUse? Other(ConcurrentBody body, ISymbol variable, Func<VariableUse, bool> disturbs)
    {
        foreach (var other in All)
        {
            if (other != body && other.Starter == body.Starter && other.Overlaps(body)
                && !Surroundings.AreExclusive(other.From < body.From ? other.At : body.At, other.From < body.From ? body.At : other.At) && !SharesSignal(body, other)
                && UsesOf(other).FirstOrDefault(use => Same(use.Variable, variable) && !use.IsGuarded && disturbs(use)) is { } found)
            {
                return found;
            }
        }

        return Beside(body).FirstOrDefault(use => Same(use.Variable, variable) && !use.IsGuarded && disturbs(use));
    }

    // Two bodies that signal each other may well take turns.
    private bool SharesSignal(ConcurrentBody one, ConcurrentBody other) =>
        UsesOf(one).Any(use => Waits.IsSignal(use.Reference.Type) && UsesOf(other).Any(second => Same(second.Variable, use.Variable)));

    private static bool IsOfRound(ISymbol variable, IOperation round) => round switch
    {
        IForEachLoopOperation loop => loop.Locals.Contains(variable, SymbolEqualityComparer.Default) || BodyUses.IsDeclaredIn(variable, loop.Body),
        ILoopOperation loop => BodyUses.IsDeclaredIn(variable, loop.Body),
        _ => BodyUses.IsDeclaredIn(variable, round),
    };

    private static bool Same(ISymbol one, ISymbol other) => SymbolEqualityComparer.Default.Equals(one, other);

    private IReadOnlyList<VariableUse> Known(IOperation code, Func<IOperation, IReadOnlyList<VariableUse>> read)
    {
        lock (_uses)
        {
            if (!_uses.TryGetValue(code, out var known))
            {
                _uses[code] = known = read(code);
            }

            return known;
        }
    }
}
