using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;
using Unravel.Analyzers.Flow;

namespace Unravel.Analyzers.Scopes;

/// <summary>All uses of one local variable, found by walking its member once. For rules that rarely ask.</summary>
internal sealed class LocalUses
{
    private readonly List<ILocalReferenceOperation> _references = [];
    private readonly List<IOperation> _values = [];
    private IVariableDeclaratorOperation? _declarator;

    private LocalUses(ILocalSymbol local, IOperation root)
    {
        foreach (var operation in root.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation declarator when Same(declarator.Symbol, local):
                    _declarator = declarator;
                    if ((declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer) is { Value: var value })
                    {
                        _values.Add(value);
                    }

                    break;
                case ILocalReferenceOperation reference when Same(reference.Local, local):
                    _references.Add(reference);
                    if (reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference)
                    {
                        _values.Add(assignment.Value);
                    }

                    break;
            }
        }
    }

    public IReadOnlyList<ILocalReferenceOperation> References => _references;

    /// <summary>Whether a nested function uses the local too.</summary>
    public bool IsCaptured
    {
        get
        {
            if (_declarator is null)
            {
                return true;
            }

            var function = Enclosing.Function(_declarator);
            return _references.Exists(reference => Enclosing.Function(reference) != function);
        }
    }

    /// <summary>The value that the local always has; null when it may have several or one that is not written here.</summary>
    public IOperation? OnlyValue =>
        _declarator is { Symbol.RefKind: RefKind.None } && _values.Count == 1 && !_references.Exists(IsOtherWrite) ? _values[0].Unwrapped() : null;

    /// <summary>Whether each value that the local gets is a new object that nobody else has.</summary>
    public bool IsAlwaysFresh =>
        _declarator is { Symbol.RefKind: RefKind.None } && _values.Count > 0 && !_references.Exists(IsOtherWrite) && _values.TrueForAll(IsCreation);

    public static LocalUses Of(ILocalReferenceOperation reference) => new(reference.Local, Enclosing.Root(reference));

    public static bool IsCreation(IOperation value) =>
        value.Unwrapped() is IObjectCreationOperation or IArrayCreationOperation or IAnonymousObjectCreationOperation;

    private static bool IsOtherWrite(ILocalReferenceOperation reference) =>
        Accesses.Writes(reference) && reference.Parent is not ISimpleAssignmentOperation;

    private static bool Same(ILocalSymbol one, ILocalSymbol other) => SymbolEqualityComparer.Default.Equals(one, other);
}
