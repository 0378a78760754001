using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unravel.Analyzers.Knowledge;

/// <summary>
/// The names that a compilation adds to or takes from something with <c>+=</c> and <c>-=</c>, generated code included:
/// a designer file is where most handlers are subscribed. By name and not by symbol, because binding other files again
/// costs more than a missed report.
/// </summary>
internal sealed class SubscribedNames(Compilation compilation)
{
    private readonly Lazy<HashSet<string>> _names = new(() => Find(compilation));

    public bool Contains(string name) => _names.Value.Contains(name);

    private static HashSet<string> Find(Compilation compilation)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tree in compilation.SyntaxTrees)
        {
            foreach (var node in tree.GetRoot().DescendantNodes())
            {
                if (node.IsKind(SyntaxKind.AddAssignmentExpression) || node.IsKind(SyntaxKind.SubtractAssignmentExpression))
                {
                    Collect(((AssignmentExpressionSyntax)node).Right, names);
                }
            }
        }

        return names;
    }

    private static void Collect(ExpressionSyntax value, HashSet<string> names)
    {
        switch (value)
        {
            case SimpleNameSyntax name:
                names.Add(name.Identifier.ValueText);
                break;
            case MemberAccessExpressionSyntax access:
                names.Add(access.Name.Identifier.ValueText);
                break;
            case CastExpressionSyntax cast:
                Collect(cast.Expression, names);
                break;
            case ParenthesizedExpressionSyntax parenthesized:
                Collect(parenthesized.Expression, names);
                break;
            case BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: 1 } arguments }:
                Collect(arguments[0].Expression, names);
                break;
        }
    }
}
