import { createRoute, lazyRouteComponent as lazy } from '@tanstack/react-router';
import { at, paged } from '../navigation/guarded-route.tsx';
import { loadCart } from './load-cart.ts';

export const shopRoutes = [
  createRoute({
    ...at('cookies'),
    loader: ({ context: { client } }) => client.shop.cookies(),
    component: lazy(() => import('./cookies-page.tsx'), 'CookiesPage'),
  }),
  createRoute({
    ...at('cart'),
    loader: ({ context: { client } }) => loadCart(client),
    component: lazy(() => import('./cart-page.tsx'), 'CartPage'),
  }),
  createRoute({
    ...at('checkout'),
    loader: ({ context: { client } }) => loadCart(client),
    component: lazy(() => import('../orders/checkout-page.tsx'), 'CheckoutPage'),
  }),
  createRoute({
    ...at('orders'),
    ...paged,
    loader: ({ context: { client }, deps }) => client.shop.orders(deps),
    component: lazy(() => import('../orders/orders-page.tsx'), 'OrdersPage'),
  }),
  createRoute({
    ...at('order'),
    loader: ({ context: { client }, params }) => client.shop.order(params.id),
    component: lazy(() => import('../orders/order-page.tsx'), 'OrderPage'),
  }),
] as const;
