using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;

namespace Unravel.Analyzers.Flow;

/// <summary>Objects that were made where they are used: what is theirs is waited for by nobody else yet.</summary>
internal static class FreshObjects
{
    /// <summary>Whether the expression makes an object, or names a local that was declared with one.</summary>
    public static bool IsFresh(IOperation? expression) => expression?.Unwrapped() switch
    {
        IObjectCreationOperation => true,
        ILocalReferenceOperation { Local.DeclaringSyntaxReferences: { Length: 1 } declared } =>
            declared[0].GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax },
        _ => false,
    };
}
