using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;

namespace Unravel.Analyzers.Scopes;

/// <summary>Where a new object goes: nowhere, into a local of which all uses are known, or to somebody else.</summary>
internal static class KeptObjects
{
    /// <summary>
    /// The uses of the local that a new object is put in, none when nothing takes it; null when it goes anywhere else.
    /// </summary>
    public static IReadOnlyList<ILocalReferenceOperation>? UsesOf(IObjectCreationOperation creation, out ILocalSymbol? local)
    {
        local = null;
        if (creation.IsDropped())
        {
            return [];
        }

        switch (creation.User())
        {
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var declared } declarator } when !IsUsing(declarator):
                local = declared;
                break;
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var assigned }, Parent: IExpressionStatementOperation }:
                local = assigned;
                break;
            default:
                return null;
        }

        var uses = new List<ILocalReferenceOperation>();
        foreach (var operation in Enclosing.Root(creation).Descendants())
        {
            if (operation is ILocalReferenceOperation reference
                && SymbolEqualityComparer.Default.Equals(reference.Local, local)
                && !(reference.Parent is ISimpleAssignmentOperation { Parent: IExpressionStatementOperation } assignment && assignment.Target == reference))
            {
                uses.Add(reference);
            }
        }

        return uses;
    }

    private static bool IsUsing(IVariableDeclaratorOperation declarator)
    {
        for (IOperation? current = declarator.Parent; current is not null and not IBlockOperation; current = current.Parent)
        {
            if (current is IUsingOperation or IUsingDeclarationOperation)
            {
                return true;
            }
        }

        return false;
    }
}
