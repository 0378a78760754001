using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Unravel.Analyzers.Knowledge;

/// <summary>
/// Tells handlers, which must return nothing, from methods that chose to. Use comes first (is it subscribed, is its
/// signature somebody else's?), the shape of the signature second: XAML and designers subscribe where nobody looks.
/// </summary>
internal sealed class EventHandlers(Compilation compilation, MemberTable table)
{
    private readonly SubscribedNames _subscribed = new(compilation);
    private readonly INamedTypeSymbol? _eventArgs = compilation.GetTypeByMetadataName("System.EventArgs");

    public bool IsHandler(IMethodSymbol method) =>
        method.IsOverride
        || method.PartialDefinitionPart is not null
        || HasShape(method)
        || ImplementsInterface(method)
        || table.Has("declared", method)
        || _subscribed.Contains(method.Name);

    /// <summary>The lambda goes to an event, to a delegate of an event's shape, or to a receiver whose callbacks are handlers.</summary>
    public bool IsHandler(IAnonymousFunctionOperation lambda)
    {
        IOperation value = lambda;
        while (value.Parent is IConversionOperation or IDelegateCreationOperation or IParenthesizedOperation or IConditionalOperation or ICoalesceOperation)
        {
            value = value.Parent;
        }

        return (value.Type is INamedTypeSymbol { DelegateInvokeMethod: { } invoke } && HasShape(invoke))
            || value.Parent switch
            {
                IEventAssignmentOperation or ICompoundAssignmentOperation => true,
                IArgumentOperation { Parent: IInvocationOperation call } => table.Has("receiver", call.TargetMethod),
                IArgumentOperation { Parent: IObjectCreationOperation { Constructor: { } constructor } } => table.Has("receiver", constructor),
                ISimpleAssignmentOperation assignment => NameOf(assignment.Target) is { } name && _subscribed.Contains(name),
                IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => _subscribed.Contains(declarator.Symbol.Name),
                IFieldInitializerOperation field => field.InitializedFields.Any(one => _subscribed.Contains(one.Name)),
                _ => false,
            };
    }

    private static string? NameOf(IOperation target) => target switch
    {
        ILocalReferenceOperation local => local.Local.Name,
        IMemberReferenceOperation member => member.Member.Name,
        _ => null,
    };

    // (object sender, SomeEventArgs e), or (SomeEventArgs e) alone; the arguments of some frameworks derive from nothing.
    private bool HasShape(IMethodSymbol method) =>
        method.Parameters is { Length: 1 or 2 } parameters && IsEventArgs(parameters[parameters.Length - 1].Type);

    private bool IsEventArgs(ITypeSymbol type)
    {
        if (type.Name.EndsWith("EventArgs", StringComparison.Ordinal))
        {
            return true;
        }

        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, _eventArgs))
            {
                return true;
            }
        }

        return false;
    }

    private static bool ImplementsInterface(IMethodSymbol method)
    {
        if (!method.ExplicitInterfaceImplementations.IsEmpty)
        {
            return true;
        }

        if (method.MethodKind != MethodKind.Ordinary)
        {
            return false;
        }

        foreach (var face in method.ContainingType.AllInterfaces)
        {
            foreach (var member in face.GetMembers(method.Name))
            {
                if (SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
