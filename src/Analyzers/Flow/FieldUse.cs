using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Analyzers.Knowledge;

namespace Unravel.Analyzers.Flow;

/// <summary>What an access means for other threads.</summary>
internal enum UseKind
{
    /// <summary>Nothing that can be said: the reference is handed on, or asked for its lock.</summary>
    Neutral,

    /// <summary>The value of the field is taken.</summary>
    Read,

    /// <summary>The field gets another value.</summary>
    Write,

    /// <summary>The contents of the collection in the field are looked at.</summary>
    ContentRead,

    /// <summary>The contents of the collection in the field change.</summary>
    ContentWrite,
}

/// <summary>Reads from the source what is done through a field: the graph hides a part of it in temporaries.</summary>
internal static class FieldUse
{
    public static UseKind Of(FieldAccess access, bool isCollection)
    {
        switch (access.Kind)
        {
            case AccessKind.Reference:
                return UseKind.Neutral;
            case not (AccessKind.Read or AccessKind.VolatileRead):
                return UseKind.Write;
        }

        var place = Whole(access.Operation.Syntax);
        if (place.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } })
        {
            return UseKind.Neutral;
        }

        if (!isCollection)
        {
            return access.Field.Type.IsValueType && IsChangedThrough(place) ? UseKind.Write : UseKind.Read;
        }

        return place.Parent switch
        {
            ElementAccessExpressionSyntax element when element.Expression == place => IsTarget(Whole(element)) ? UseKind.ContentWrite : UseKind.ContentRead,
            CommonForEachStatementSyntax loop when loop.Expression == place => UseKind.ContentRead,
            MemberAccessExpressionSyntax member when member.Expression == place => ByMember(member.Name.Identifier.ValueText, access.Field.Type),
            ConditionalAccessExpressionSyntax conditional when conditional.Expression == place => conditional.WhenNotNull.DescendantNodesAndSelf().OfType<MemberBindingExpressionSyntax>().FirstOrDefault() is { } member
                ? ByMember(member.Name.Identifier.ValueText, access.Field.Type)
                : UseKind.ContentRead,
            ArgumentSyntax { Parent.Parent: ObjectCreationExpressionSyntax { Type: GenericNameSyntax { Identifier.ValueText: "List" or "Dictionary" or "HashSet" or "Queue" or "Stack" } } } => UseKind.ContentRead,
            SpreadElementSyntax => UseKind.ContentRead,
            BinaryExpressionSyntax or IsPatternExpressionSyntax => UseKind.Neutral, // compared with null
            _ => UseKind.Neutral,
        };
    }

    /// <summary>The expression with its receiver, casts, parentheses and <c>!</c> around it.</summary>
    public static SyntaxNode Whole(SyntaxNode place)
    {
        while (place.Parent is ParenthesizedExpressionSyntax or CastExpressionSyntax
            || place.Parent is PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression }
            || (place.Parent is MemberAccessExpressionSyntax member && member.Name == place))
        {
            place = place.Parent!;
        }

        return place;
    }

    private static UseKind ByMember(string member, ITypeSymbol type) =>
        MutableCollections.IsNeutral(member) || (type is IArrayTypeSymbol && member.EndsWith("Length", StringComparison.Ordinal)) ? UseKind.Neutral
        : MutableCollections.Changes(member) ? UseKind.ContentWrite
        : UseKind.ContentRead;

    // A field of a struct in the field.
    private static bool IsChangedThrough(SyntaxNode place) =>
        place.Parent is MemberAccessExpressionSyntax member && member.Expression == place && (IsTarget(Whole(member)) || IsChangedThrough(Whole(member)));

    private static bool IsTarget(SyntaxNode place) => place.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == place,
        PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax => place.Parent.IsKind(SyntaxKind.PreIncrementExpression) || place.Parent.IsKind(SyntaxKind.PostIncrementExpression)
            || place.Parent.IsKind(SyntaxKind.PreDecrementExpression) || place.Parent.IsKind(SyntaxKind.PostDecrementExpression),
        ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) && !argument.RefKindKeyword.IsKind(SyntaxKind.InKeyword),
        _ => false,
    };
}
